package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Issues, reads and revokes keys of the caller's account: contract §6. */
class KeysIT {
    private final Server server = ServerSession.server();
    private final Tenant tenant = new Tenant(server);
    private final Api admin = tenant.client("admin");

    @AfterEach
    void close() {
        tenant.close();
    }

    @Test
    void newKeyHasEveryMember() {
        Instant expiry = Clock.systemUTC().instant().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        JsonNode body = Api.JSON
                .createObjectNode()
                .put("name", "Ünïcode ✓ 👩‍💻")
                .put("environment", "live")
                .put("tier", "partner")
                .put("expires_at", expiry.toString())
                .set(
                        "scopes",
                        Api.JSON
                                .createArrayNode()
                                .add("storage:write")
                                .add("keys:read")
                                .add("keys:read"));
        JsonNode key = admin.issue(body).answer().data();
        List<String> members = new ArrayList<>();
        key.fieldNames().forEachRemaining(members::add);
        assertThat(members)
                .containsExactly(
                        "id",
                        "name",
                        "prefix",
                        "hint",
                        "environment",
                        "tier",
                        "status",
                        "scopes",
                        "restrictions",
                        "created_at",
                        "created_by",
                        "last_used",
                        "expires_at",
                        "revoked_at",
                        "rotation_due",
                        "replaces",
                        "key");
        assertThat(key.path("id").asText()).matches("key_[0-9A-Za-z]{22}");
        assertThat(key.path("name").asText()).isEqualTo("Ünïcode ✓ 👩‍💻");
        assertThat(key.path("prefix").asText()).isEqualTo("ck_live_");
        assertThat(key.path("key").asText())
                .startsWith("ck_live_" + key.path("hint").asText());
        assertThat(key.path("tier").asText()).isEqualTo("partner");
        assertThat(key.path("status").asText()).isEqualTo("active");
        assertThat(key.path("scopes").toString()).isEqualTo("[\"keys:read\",\"storage:write\"]");
        assertThat(key.path("restrictions").toString()).isEqualTo("{\"ips\":[],\"referrers\":[],\"endpoints\":[]}");
        assertThat(key.path("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(Instant.parse(key.path("expires_at").asText())).isEqualTo(expiry);
        assertThat(key.path("expires_at").asText()).matches(".*\\.\\d{3}Z");
        assertThat(key.path("created_by").asText()).isEqualTo(idOf(admin));
        assertThat(key.path("last_used").isNull()).isTrue();
    }

    @Test
    void keyIsShownOnceAndNeverAgain() {
        Issued issued = admin.issue("once");
        assertThat(admin.get("/v1/api-keys/" + issued.id()).body()).doesNotContain(issued.key());
        assertThat(admin.get("/v1/api-keys?limit=100").body())
                .contains(issued.id())
                .doesNotContain(issued.key());
    }

    @Test
    void listIsNewestFirstAndComesInPages() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(0, admin.issue("page " + i).id());
        }
        List<String> read = new ArrayList<>();
        String cursor = "";
        while (read.size() < 7) {
            JsonNode page = admin.get("/v1/api-keys?limit=3" + cursor).json();
            page.path("data").forEach(key -> read.add(key.path("id").asText()));
            cursor = "&cursor=" + page.path("next_cursor").asText();
        }
        assertThat(read.subList(0, 7)).isEqualTo(made);
    }

    @Test
    void parametersOfAListThatCannotBeAre400() {
        for (String query : List.of(
                "limit=0",
                "limit=101",
                "limit=x",
                "limit=",
                "status=nope",
                "status=",
                "cursor=",
                "cursor=x",
                "cursor=key_0000000000000000000000",
                "cursor=%27%20OR%201=1--",
                "limit=1;drop")) {
            assertProblem(admin.get("/v1/api-keys?" + query), 400, "bad_request");
        }
    }

    @Test
    void statusFilterTellsTheLivingFromTheDead() {
        Issued revoked = admin.issue("dead");
        admin.delete("/v1/api-keys/" + revoked.id());
        assertThat(admin.get("/v1/api-keys?limit=100").body()).doesNotContain(revoked.id());
        assertThat(admin.get("/v1/api-keys?status=revoked&limit=100").body()).contains(revoked.id());
        JsonNode all = admin.get("/v1/api-keys?status=all&limit=1").data().path(0);
        assertThat(all.path("id").asText()).isEqualTo(revoked.id());
        assertThat(all.path("status").asText()).isEqualTo("revoked");
        assertThat(all.path("revoked_at").asText()).endsWith("Z");
        assertThat(admin.get("/v1/api-keys?status=disabled").data()).isEmpty();
    }

    @Test
    void keyThatIsNotThereIs404() {
        for (String id : List.of("key_x", "key_0000000000000000000000", "x%27%20OR%20%271%27=%271", "..%20")) {
            Answer read = admin.get("/v1/api-keys/" + id);
            assertThat(read.status()).as(id).isEqualTo(404);
            assertThat(admin.delete("/v1/api-keys/" + id).status()).as(id).isEqualTo(404);
        }
    }

    @Test
    void noKeyHandsOnWhatItDoesNotHave() {
        Api writer = Api.withBearer(
                server, admin.issue("writer", "keys:write", "keys:read").key());
        int before = writer.get("/v1/api-keys?limit=100&status=all").data().size();
        Answer refused = writer.post("/v1/api-keys", "{\"name\":\"more\",\"scopes\":[\"keys:read\",\"admin\"]}");
        assertProblem(refused, 403, "forbidden");
        assertThat(refused.header("WWW-Authenticate")).contains("insufficient_scope", "admin keys:read");
        assertThat(writer.get("/v1/api-keys?limit=100&status=all").data()).hasSize(before);
        assertThat(writer.issue("same", "keys:read").id()).startsWith("key_");
    }

    @Test
    void keyMadeByAKeyThatExpiresExpiresNoLater() {
        Instant end = Clock.systemUTC().instant().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
        Issued parent = admin.issue(Api.JSON
                .createObjectNode()
                .put("name", "parent")
                .put("expires_at", end.toString())
                .set("scopes", Api.JSON.createArrayNode().add("keys:write")));
        Issued child = Api.withKey(server, parent.key()).issue("child");
        assertThat(Instant.parse(child.answer().data().path("expires_at").asText()))
                .isEqualTo(end);
    }

    @Test
    void testKeySeesAndMakesTestKeysOnly() {
        Issued live = admin.issue("live");
        Issued test = admin.issue(Api.JSON
                .createObjectNode()
                .put("name", "tester")
                .put("environment", "test")
                .set("scopes", Api.JSON.createArrayNode().add("keys:read").add("keys:write")));
        assertThat(test.key()).startsWith("ck_test_");
        Api tester = Api.withKey(server, test.key());
        assertThat(tester.issue("child").key()).startsWith("ck_test_");
        assertProblem(tester.post("/v1/api-keys", "{\"name\":\"x\",\"environment\":\"live\"}"), 403, "forbidden");
        assertProblem(tester.get("/v1/api-keys/" + live.id()), 404, "not_found");
        assertProblem(tester.delete("/v1/api-keys/" + live.id()), 404, "not_found");
        tester.get("/v1/api-keys?status=all&limit=100")
                .data()
                .forEach(key -> assertThat(key.path("environment").asText()).isEqualTo("test"));
        assertThat(Api.withKey(server, live.key()).get("/v1/me").status()).isEqualTo(200);
    }

    @Test
    void keyGoesWithAllThatItMadeWhereThatIsAskedFor() {
        Issued parent = admin.issue("parent", "keys:write");
        Issued child = Api.withKey(server, parent.key()).issue("child");
        for (String odd : List.of("descendants=yes", "descendants=", "descendants=true&descendants=true")) {
            assertProblem(admin.delete("/v1/api-keys/" + parent.id() + '?' + odd), 400, "bad_request");
        }
        assertThat(Api.withKey(server, child.key()).get("/v1/me").status()).isEqualTo(200);
        Answer revoked = admin.delete("/v1/api-keys/" + parent.id() + "?descendants=true");
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(Api.withKey(server, child.key()).get("/v1/me").status()).isEqualTo(401);
        assertThat(admin.delete("/v1/api-keys/" + parent.id()).body()).isEqualTo(revoked.body());
    }

    private static String idOf(Api api) {
        return api.get("/v1/me").data().path("id").asText();
    }
}
