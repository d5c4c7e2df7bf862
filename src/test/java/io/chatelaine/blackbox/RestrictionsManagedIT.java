package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Restrictions are set, changed, inherited, and refused with the position of the error: contract §6. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestrictionsManagedIT {
    private static final String OWN =
            "\"ips\":[\"127.0.0.0/8\"],\"referrers\":[],\"endpoints\":[\"* /v1/api-keys\",\"* /v1/api-keys/*\"]";

    private final Server server = ServerSession.server();
    private final Tenant tenant = new Tenant(server);
    private final Api free = tenant.client("keys:read", "keys:write");
    private final Issued restricted = tenant.issue(RestrictedKeys.named("r", OWN, "keys:read", "keys:write"));
    private final Api caller = tenant.client(restricted);

    @AfterAll
    void close() {
        tenant.close();
    }

    private static String path(Issued key) {
        return "/v1/api-keys/" + key.id();
    }

    private static String restrictions(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        JsonNode data = answer.data();
        if (data.has("key")) {
            Api.KEYS_SEEN.add(data.path("key").asText());
        }
        String text = data.path("restrictions").toString();
        return text.substring(1, text.length() - 1);
    }

    private static Answer change(Api by, Issued key, String restrictions) {
        return by.patch(path(key), "{\"restrictions\":" + restrictions + "}");
    }

    @Test
    void restrictionsAreShownAsTheyAreKept() {
        Issued key = tenant.issue(RestrictedKeys.named(
                "k",
                "\"ips\":[\"2001:0DB8::/32\",\"203.0.113.7/32\"],\"referrers\":[\"HTTPS://App.example.com:443/*\"]"));
        String kept = "\"ips\":[\"2001:db8::/32\",\"203.0.113.7\"],\"referrers\":[\"https://app.example.com/*\"],"
                + "\"endpoints\":[]";
        assertThat(restrictions(key.answer())).isEqualTo(kept);
        assertThat(restrictions(free.get(path(key)))).isEqualTo(kept);
    }

    @Test
    void patchMergesListByList() {
        Issued key = tenant.issue(RestrictedKeys.named("k", "\"ips\":[\"10.0.0.1\"],\"endpoints\":[\"GET /a\"]"));
        assertThat(restrictions(change(free, key, "{}"))).contains("10.0.0.1", "GET /a");
        assertThat(restrictions(change(free, key, "{\"ips\":[\"10.0.0.2\"]}")))
                .isEqualTo("\"ips\":[\"10.0.0.2\"],\"referrers\":[],\"endpoints\":[\"GET /a\"]");
        assertThat(restrictions(change(free, key, "{\"ips\":null}")))
                .isEqualTo("\"ips\":[],\"referrers\":[],\"endpoints\":[\"GET /a\"]");
        assertThat(restrictions(change(free, key, "null"))).isEqualTo("\"ips\":[],\"referrers\":[],\"endpoints\":[]");
    }

    @Test
    void whatARestrictedKeyMakesOrChangesIsRestrictedAsItIs() {
        Issued child = caller.issue("child");
        assertThat(restrictions(child.answer())).isEqualTo(OWN);
        assertThat(restrictions(change(caller, child, "null"))).isEqualTo(OWN);
        Issued wide = tenant.issue("wide");
        assertThat(restrictions(change(caller, wide, "{\"ips\":[\"127.0.0.1\"]}")))
                .isEqualTo(OWN.replace("127.0.0.0/8", "127.0.0.1"));
        Issued rotating = tenant.issue("rotating");
        assertThat(restrictions(caller.post(path(rotating) + "/rotate", "{\"grace\":\"PT0S\"}")))
                .isEqualTo(OWN);
        assertThat(restrictions(change(caller, restricted, "null"))).isEqualTo(OWN);
    }

    @Test
    void whatARestrictedKeyMayNotDoItGivesToNobody() {
        Answer no = caller.post("/v1/api-keys", "{\"name\":\"k\",\"restrictions\":{\"ips\":[\"192.0.2.1\"]}}");
        assertProblem(no, 403, "forbidden");
        assertThat(no.json().path("type").asText()).isEqualTo("/problems/forbidden");
        Issued elsewhere = tenant.issue(RestrictedKeys.named("k", "\"ips\":[\"192.0.2.1\"]"));
        assertProblem(caller.post(path(elsewhere) + "/rotate", "{\"grace\":\"PT0S\"}"), 403, "forbidden");
        assertProblem(change(caller, elsewhere, "{\"ips\":[\"192.0.2.0/24\"]}"), 403, "forbidden");
        assertThat(restrictions(free.get(path(elsewhere)))).startsWith("\"ips\":[\"192.0.2.1\"]");
    }

    @Test
    void entryThatCannotBeIs422WithItsPlaceAndChangesNothing() {
        Issued key = tenant.issue(RestrictedKeys.named("k", "\"ips\":[\"10.0.0.1\"]"));
        String bad = "{\"ips\":[\"10.0.0.1\",\"10.0.0.1/8\",\"::ffff:10.0.0.1\"],\"referrers\":[\"https://*/*\"],"
                + "\"endpoints\":[\"GET /ok\",\"GET /a/../b\"]}";
        for (Answer no : List.of(
                change(free, key, bad), free.post("/v1/api-keys", "{\"name\":\"k\",\"restrictions\":" + bad + "}"))) {
            assertProblem(no, 422, "invalid");
            List<String> fields = new ArrayList<>();
            no.json()
                    .path("errors")
                    .forEach(error -> fields.add(error.path("field").asText()));
            assertThat(fields)
                    .containsExactly(
                            "restrictions.ips[1]",
                            "restrictions.ips[2]",
                            "restrictions.referrers[0]",
                            "restrictions.endpoints[1]");
        }
        String many = "\"::1\",".repeat(32);
        assertThat(change(free, key, "{\"ips\":[" + many + "\"::1\"]}").status())
                .isEqualTo(422);
        assertProblem(
                free.post("/v1/api-keys", "{\"name\":\"k\",\"restrictions\":{\"ips\":null}}"), 400, "bad_request");
        assertThat(restrictions(free.get(path(key)))).startsWith("\"ips\":[\"10.0.0.1\"]");
    }
}
