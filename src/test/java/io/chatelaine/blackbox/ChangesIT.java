package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code PATCH} of a key (RFC 7396): contract §6. A right that it removes is removed once it has answered. */
@Tag("pair")
class ChangesIT {
    private final Server server = ServerSession.server();
    private final Tenant tenant = new Tenant(server);
    private final Api admin = tenant.client("admin");

    @AfterEach
    void close() {
        tenant.close();
    }

    private JsonNode change(Issued key, String body) {
        Answer answer = admin.patch("/v1/api-keys/" + key.id(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Rows.lasting(answer.data()))
                .isEqualTo(Rows.lasting(admin.get("/v1/api-keys/" + key.id()).data()));
        return answer.data();
    }

    private int statusOf(Issued key) {
        return Api.withKey(server, key.key()).get("/v1/me").status();
    }

    @Test
    void membersThatAreNamedChangeAndNoOthers() {
        Issued key = admin.issue("before", "keys:read");
        Map<String, String> changes = Map.of(
                "name", "\"after ✓\"",
                "scopes", "[\"keys:read\",\"storage:read\"]",
                "expires_at", "\"2099-01-01T00:00:00.123Z\"");
        changes.forEach((member, value) -> {
            JsonNode before = admin.get("/v1/api-keys/" + key.id()).data();
            JsonNode after = change(key, "{\"" + member + "\":" + value + "}");
            assertThat(after.path(member).toString()).isEqualTo(value);
            assertThat(Api.without(after, member)).isEqualTo(Api.without(before, member));
        });
        assertThat(change(key, "{\"expires_at\":null}").path("expires_at").isNull())
                .isTrue();
        JsonNode same = admin.get("/v1/api-keys/" + key.id()).data();
        assertThat(change(key, "{}")).isEqualTo(same);
        assertThat(change(key, "{\"restrictions\":{\"ips\":[]}}")).isEqualTo(same);
    }

    @Test
    void jsonIsTakenUnderBothOfItsNames() {
        Issued key = admin.issue("typed");
        String path = "/v1/api-keys/" + key.id();
        for (String type :
                List.of("application/json", "application/merge-patch+json", "Application/Merge-Patch+JSON")) {
            Answer answer = admin.send("PATCH", path, "{\"name\":\"x\"}", "Content-Type", type);
            assertThat(answer.status()).as(type).isEqualTo(200);
        }
        for (String type : List.of("application/json-patch+json", "text/plain", "application/*")) {
            assertProblem(
                    admin.send("PATCH", path, "{\"name\":\"x\"}", "Content-Type", type), 415, "unsupported_media_type");
        }
    }

    @Test
    void disabledKeyIsRefusedAtOnceAndLetInAgainWhenItIsEnabled() {
        Issued key = admin.issue("switched");
        assertThat(statusOf(key)).isEqualTo(200);
        assertThat(change(key, "{\"enabled\":false}").path("status").asText()).isEqualTo("disabled");
        assertThat(statusOf(key)).isEqualTo(401);
        assertThat(admin.get("/v1/api-keys?status=disabled&limit=100").body()).contains(key.id());
        assertThat(admin.get("/v1/api-keys?limit=100").body()).doesNotContain(key.id());
        assertThat(change(key, "{\"enabled\":true}").path("status").asText()).isEqualTo("active");
        assertThat(statusOf(key)).isEqualTo(200);
    }

    @Test
    void scopeThatIsTakenAwayIsGoneAtOnce() {
        Issued key = admin.issue("narrowed", "keys:read");
        assertThat(Api.withKey(server, key.key()).get("/v1/api-keys").status()).isEqualTo(200);
        change(key, "{\"scopes\":[]}");
        assertProblem(Api.withKey(server, key.key()).get("/v1/api-keys"), 403, "forbidden");
    }

    @Test
    void revokedKeyIsFinal() {
        Issued key = admin.issue("gone");
        admin.delete("/v1/api-keys/" + key.id());
        JsonNode before = admin.get("/v1/api-keys/" + key.id()).data();
        for (String body : List.of("{\"enabled\":true}", "{\"expires_at\":null}", "{\"name\":\"x\"}", "{}")) {
            assertProblem(admin.patch("/v1/api-keys/" + key.id(), body), 409, "conflict");
        }
        assertThat(admin.get("/v1/api-keys/" + key.id()).data()).isEqualTo(before);
        assertThat(statusOf(key)).isEqualTo(401);
    }

    @Test
    void bodyThatIsNotThePatchAskedForIs400AndChangesNothing() {
        Issued key = admin.issue("firm");
        JsonNode before = admin.get("/v1/api-keys/" + key.id()).data();
        for (String body : List.of(
                "",
                "null",
                "[]",
                "{\"name\":null}",
                "{\"name\":1}",
                "{\"scopes\":null}",
                "{\"scopes\":\"admin\"}",
                "{\"enabled\":null}",
                "{\"enabled\":\"false\"}",
                "{\"enabled\":0}",
                "{\"enabled\":false,\"enabled\":true}",
                "{\"expires_at\":1767225600}",
                "{\"restrictions\":[]}",
                "{\"restrictions\":{\"ips\":\"10.0.0.1\"}}",
                "{\"enabled\":false} x")) {
            Answer answer = admin.patch("/v1/api-keys/" + key.id(), body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertProblem(answer, 400, "bad_request");
        }
        for (String body : List.of(
                "{\"tier\":\"partner\"}",
                "{\"environment\":\"test\"}",
                "{\"revoked_at\":null}",
                "{\"restrictions\":{\"ips\":[\"10.0.0.1/8\"]}}",
                "{\"restrictions\":{\"hosts\":[]}}",
                "{\"name\":\" \"}",
                "{\"expires_at\":\"2020-01-01T00:00:00Z\"}",
                "{\"scopes\":[\"nope\"]}")) {
            assertProblem(admin.patch("/v1/api-keys/" + key.id(), body), 422, "invalid");
        }
        assertThat(admin.get("/v1/api-keys/" + key.id()).data()).isEqualTo(before);
    }
}
