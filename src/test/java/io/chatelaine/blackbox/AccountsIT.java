package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Creates, reads, changes and suspends accounts and their keys: contract §6. */
class AccountsIT {
    private final Server server = ServerSession.server();
    private final Api admin = Api.admin(server);

    /** Creates an account and returns its path. */
    private String account(String name) {
        String slug = Tenant.newSlug();
        Answer made = admin.post("/v1/accounts", "{\"slug\":\"" + slug + "\",\"name\":\"" + name + "\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/v1/accounts/" + slug);
        return made.header("Location");
    }

    @Test
    void accountHasEveryMemberAndIsFoundAgain() {
        String path = account("acme");
        JsonNode account = admin.get(path).data();
        List<String> members = new ArrayList<>();
        account.fieldNames().forEachRemaining(members::add);
        assertThat(members).containsExactly("id", "slug", "name", "enabled", "created_at");
        assertThat(account.path("id").asText()).matches("acc_[0-9A-Za-z]{22}");
        assertThat(account.path("enabled").asBoolean()).isTrue();
        assertThat(account.path("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        // Other tests create accounts at the same time.
        assertThat(admin.get("/v1/accounts?limit=100").data()).contains(account);
    }

    @Test
    void listComesInPagesNewestFirst() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, admin.get(account("page")).data().path("id").asText());
        }
        List<String> read = new ArrayList<>();
        String cursor = "";
        while (!read.containsAll(made)) {
            JsonNode page = admin.get("/v1/accounts?limit=2" + cursor).json();
            page.path("data").forEach(account -> read.add(account.path("id").asText()));
            cursor = "&cursor=" + page.path("next_cursor").asText();
        }
        // Other tests create accounts at the same time.
        assertThat(read).doesNotHaveDuplicates().filteredOn(made::contains).isEqualTo(made);
        for (String query : List.of("limit=0", "cursor=x", "cursor=", "limit=1&limit=1")) {
            assertProblem(admin.get("/v1/accounts?" + query), 400, "bad_request");
        }
    }

    @Test
    void slugIsTakenOnceAndOfOneForm() {
        String slug = account("taken").substring("/v1/accounts/".length());
        String body = "{\"slug\":\"" + slug + "\",\"name\":\"Again\"}";
        assertProblem(admin.post("/v1/accounts", body), 409, "conflict");
        for (String odd : List.of("Upper", "a_b", "-a", "a--b", "a/b", "..", "", "a".repeat(65))) {
            Answer refused = admin.post("/v1/accounts", "{\"slug\":\"" + odd + "\",\"name\":\"x\"}");
            assertProblem(refused, 422, "invalid");
            assertThat(refused.json().path("errors").path(0).path("field").asText())
                    .isEqualTo("slug");
        }
        assertProblem(admin.post("/v1/accounts", "{\"slug\":null,\"name\":\"x\"}"), 400, "bad_request");
        assertProblem(admin.post("/v1/accounts", "{\"slug\":\"x\",\"name\":\"x\",\"id\":\"acc_1\"}"), 422, "invalid");
    }

    @Test
    void keysOfAnAccountAreManagedInItAndNowhereElse() {
        String path = account("managed") + "/api-keys";
        Issued key = admin.issueAt(path, Api.JSON.createObjectNode().put("name", "theirs"));
        String own = path + '/' + key.id();
        assertThat(key.answer().header("Location")).isEqualTo(own);
        assertThat(admin.get(path).data()).hasSize(1);
        assertThat(admin.get(own).data().path("name").asText()).isEqualTo("theirs");
        assertThat(Api.withKey(server, key.key())
                        .get("/v1/me")
                        .data()
                        .path("account")
                        .path("name")
                        .asText())
                .isEqualTo("managed");
        assertProblem(admin.get("/v1/api-keys/" + key.id()), 404, "not_found");
        assertProblem(admin.patch("/v1/api-keys/" + key.id(), "{\"name\":\"x\"}"), 404, "not_found");
        assertProblem(admin.delete("/v1/api-keys/" + key.id()), 404, "not_found");
        assertThat(admin.patch(own, "{\"name\":\"renamed\"}").status()).isEqualTo(200);
        assertThat(admin.delete(own).status()).isEqualTo(200);
        assertThat(Api.withKey(server, key.key()).get("/v1/me").status()).isEqualTo(401);
    }

    @Test
    void suspendedAccountLetsNoKeyInUntilItIsResumed() {
        String path = account("suspended");
        List<Issued> keys = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            keys.add(admin.issueAt(
                    path + "/api-keys", Api.JSON.createObjectNode().put("name", "k" + i)));
        }
        assertStatus(200, keys);
        Answer suspended = admin.patch(path, "{\"enabled\":false}");
        assertThat(suspended.data().path("enabled").asBoolean(true)).isFalse();
        assertStatus(401, keys);
        assertThat(admin.get(path + "/api-keys").data().path(0).path("status").asText())
                .isEqualTo("active");
        assertThat(admin.patch(path, "{\"enabled\":true,\"name\":\"New name\"}").status())
                .isEqualTo(200);
        assertThat(admin.get(path).data().path("name").asText()).isEqualTo("New name");
        assertStatus(200, keys);
    }

    private void assertStatus(int status, List<Issued> keys) {
        for (Issued key : keys) {
            assertThat(Api.withKey(server, key.key()).get("/v1/me").status()).isEqualTo(status);
        }
    }

    @Test
    void patchThatCannotBeChangesNothing() {
        String path = account("firm");
        JsonNode before = admin.get(path).data();
        for (String body :
                List.of("{\"name\":null}", "{\"enabled\":1}", "{\"enabled\":\"no\"}", "[]", "{\"enabled\":false}}")) {
            assertProblem(admin.patch(path, body), 400, "bad_request");
        }
        for (String body : List.of("{\"slug\":\"other\"}", "{\"id\":\"acc_1\"}", "{\"name\":\"\"}")) {
            assertProblem(admin.patch(path, body), 422, "invalid");
        }
        assertThat(admin.get(path).data()).isEqualTo(before);
        assertThat(admin.patch(path, "{}").data()).isEqualTo(before);
    }

    @Test
    void whoeverIsNoAdminIsToldSoWhateverTheSlug() {
        Api writer = Api.withKey(
                server, admin.issue("writer", "keys:write", "keys:read").key());
        for (String slug : List.of("default", "none", "a'b", "%20")) {
            for (String path : List.of("/v1/accounts/" + slug, "/v1/accounts/" + slug + "/api-keys")) {
                Answer refused = writer.get(path);
                assertProblem(refused, 403, "forbidden");
                assertThat(refused.header("WWW-Authenticate")).contains("insufficient_scope", "scope=\"admin\"");
            }
            assertProblem(writer.delete("/v1/accounts/" + slug + "/api-keys/key_x"), 403, "forbidden");
        }
        assertProblem(writer.post("/v1/accounts", "{}"), 403, "forbidden");
        assertProblem(admin.get("/v1/accounts/none"), 404, "not_found");
        assertProblem(admin.get("/v1/accounts/none/api-keys"), 404, "not_found");
    }

    @Test
    void everyCallOnKeysOfAnAccountNeedsAdminBeforeItReadsItsBody() {
        Api writer = Api.withKey(
                server, admin.issue("all but admin", "keys:write", "keys:read").key());
        String keys = account("guarded") + "/api-keys";
        for (Answer refused : List.of(
                writer.get(keys),
                writer.post(keys, "{"),
                writer.get(keys + "/key_x"),
                writer.patch(keys + "/key_x", "{"),
                writer.delete(keys + "/key_x?descendants=x"),
                writer.get(keys + "/key_x/usage?step=x"),
                writer.post(keys + "/key_x/rotate", "{"),
                writer.post(keys + "/revoke", "{"))) {
            assertProblem(refused, 403, "forbidden");
            assertThat(refused.header("WWW-Authenticate")).contains("insufficient_scope", "scope=\"admin\"");
            assertThat(refused.json().path("detail").asText()).isEqualTo("This call needs the scope admin.");
        }
        assertProblem(admin.post(keys, "{"), 400, "bad_request");
    }

    @Test
    void callsAtTheSameTimeEachWorkOnTheirOwnAccount() {
        List<String> paths = List.of(account("left") + "/api-keys", account("right") + "/api-keys");
        List<CompletableFuture<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String path = paths.get(i % 2);
            calls.add(CompletableFuture.supplyAsync(() -> admin.post(path, "{\"name\":\"parallel\"}")));
        }
        for (int i = 0; i < 20; i++) {
            Answer made = calls.get(i).join();
            assertThat(made.status()).as(made.body()).isEqualTo(201);
            assertThat(made.header("Location")).startsWith(paths.get(i % 2) + "/key_");
        }
        for (String path : paths) {
            assertThat(admin.get(path).data()).hasSize(10);
        }
    }
}
