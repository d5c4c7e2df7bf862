package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** "No call gives more than the caller has": its scopes, and its environment. */
class ScopesNeverRiseIT {
    private static final List<String> BEYOND = List.of(
            "admin", "audit:read", "keys:verify", "metrics:read", "storage:read", "storage:write", "keys:read admin");

    private final Server server = ServerSession.server();
    private final Tenant tenant = new Tenant(server);
    private final Issued caller = tenant.issue("caller", "keys:read", "keys:write");
    private final Api api = tenant.client(caller);

    @AfterEach
    void suspend() {
        tenant.close();
    }

    @Test
    void noKeyIsMadeWithScopesThatItsMakerLacks() {
        Rows before = Rows.read(server, tenant);
        for (String scopes : BEYOND) {
            assertLacks(api.post("/v1/api-keys", "{\"name\":\"x\"," + member(scopes) + '}'), sorted(scopes));
        }
        before.assertUnchanged(server, tenant);
        assertThat(api.issue("same", "keys:read", "keys:write").id()).startsWith("key_");
    }

    @Test
    void noKeyGivesAnotherOrItselfScopesThatItLacks() {
        Issued plain = tenant.issue("plain");
        Rows before = Rows.read(server, tenant);
        for (String scopes : BEYOND) {
            for (Issued key : List.of(plain, caller)) {
                String path = "/v1/api-keys/" + key.id();
                assertLacks(api.patch(path, '{' + member(scopes) + '}'), sorted(scopes));
                assertLacks(
                        api.patch(path, "{\"name\":\"x\",\"enabled\":false," + member(scopes) + '}'), sorted(scopes));
            }
        }
        before.assertUnchanged(server, tenant);
    }

    @Test
    void keyWithAScopeThatTheCallerLacksCannotBeChangedAtAll() {
        for (String scopes : BEYOND) {
            Issued richer = tenant.issue(Tenant.asked("richer", scopes.split(" ", -1)));
            Rows before = Rows.read(server, tenant);
            for (String body : List.of(
                    "{}",
                    "{\"name\":\"x\"}",
                    "{\"enabled\":false}",
                    "{\"scopes\":[]}",
                    "{\"scopes\":[\"keys:read\"]}",
                    "{\"expires_at\":null}",
                    "{\"expires_at\":\"2099-01-01T00:00:00Z\"}")) {
                assertLacks(api.patch("/v1/api-keys/" + richer.id(), body), sorted(scopes));
            }
            before.assertUnchanged(server, tenant);
        }
    }

    @Test
    void scopesThatAKeyGaveUpDoNotComeBack() {
        String path = "/v1/api-keys/" + caller.id();
        assertThat(api.patch(path, "{\"scopes\":[\"keys:write\"]}").status()).isEqualTo(200);
        assertLacks(api.patch(path, "{\"scopes\":[\"keys:read\",\"keys:write\"]}"), "keys:read keys:write");
        assertLacks(api.get(path), "keys:read");
        assertThat(api.patch(path, "{\"scopes\":[]}").status()).isEqualTo(200);
        assertLacks(api.patch(path, "{\"scopes\":[\"keys:write\"]}"), "keys:write");
        assertThat(api.get("/v1/me").data().path("scopes")).isEmpty();
    }

    @Test
    void testKeyMakesAndChangesTestKeysOnlyAndNoAccount() {
        Issued live = tenant.issue("live");
        Issued test = tenant.issueTest("test");
        Api tester = tenant.client(tenant.issueTest("tester", "admin"));
        Rows rows = Rows.read(server, tenant);
        for (String keys : List.of("/v1/api-keys", tenant.path("/api-keys"))) {
            assertProblem(tester.post(keys, "{\"name\":\"x\",\"environment\":\"live\"}"), 403, "forbidden");
            assertProblem(tester.patch(keys + '/' + live.id(), "{\"name\":\"x\"}"), 404, "not_found");
            assertProblem(tester.delete(keys + '/' + live.id()), 404, "not_found");
            Answer renamed = tester.patch(keys + '/' + test.id(), "{\"name\":\"" + keys + "\"}");
            assertThat(renamed.status()).as(renamed.body()).isEqualTo(200);
            rows.put(renamed.data(), tenant.slug());
            Issued made = tester.issueAt(keys, Tenant.asked("made", "admin"));
            assertThat(made.key()).startsWith("ck_test_");
            rows.put(made.answer().data(), tenant.slug());
        }
        assertProblem(
                tester.post(
                        "/v1/accounts", Tenant.asked("x").put("slug", "gained").toString()),
                403,
                "forbidden");
        assertProblem(tester.patch(tenant.path(""), "{\"name\":\"x\"}"), 403, "forbidden");
        assertProblem(tester.patch(tenant.path(""), "{\"enabled\":false}"), 403, "forbidden");
        rows.assertUnchanged(server, tenant);
    }

    private static void assertLacks(Answer answer, String scopes) {
        assertProblem(answer, 403, "forbidden");
        assertThat(answer.header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"chatelaine\", error=\"insufficient_scope\", scope=\"" + scopes + '"');
    }

    private static String member(String scopes) {
        return "\"scopes\":[\"" + scopes.replace(" ", "\",\"") + "\"]";
    }

    private static String sorted(String scopes) {
        return scopes.equals("keys:read admin") ? "admin keys:read" : scopes;
    }
}
