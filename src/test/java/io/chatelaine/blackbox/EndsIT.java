package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Revokes keys with a reason, and many keys at once. */
class EndsIT {
    private static final String REVOKE = "/v1/api-keys/revoke";

    private final Server server = ServerSession.server();
    private final Tenant tenant = new Tenant(server);
    private final Api writer = tenant.client("keys:read", "keys:write");

    @AfterEach
    void close() {
        tenant.close();
    }

    @Test
    void reasonIsKeptWithTheKeyAndStaysTheFirst() {
        Issued key = tenant.issue("leaky");
        String path = "/v1/api-keys/" + key.id();
        assertThat(writer.get(path).data().path("revoke_reason").isMissingNode())
                .isTrue();
        Answer first = writer.delete(path + "?reason=found%20in%20a%20log%20%C3%BC");
        assertThat(first.status()).isEqualTo(200);
        assertThat(writer.delete(path + "?reason=other").body()).isEqualTo(first.body());
        assertThat(writer.get(path).data().path("revoke_reason").asText()).isEqualTo("found in a log ü");
    }

    /** Any reason revokes the key; the response says if the reason was not kept whole. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%F0%9F%94%91{101}",
                "%F0%9F%94%91{201}",
                "x{201}",
                "a%00b",
                "%FF%FE",
                "a%0Ab",
                "%ED%A0%BD",
                "a&reason=b",
                "%E2%80%AEabc",
            })
    void noCommentKeepsKeyAlive(String comment) {
        Issued key = tenant.issue("leaky");
        int times = comment.endsWith("}") ? Integer.parseInt(comment.replaceAll(".*\\{(\\d+)}", "$1")) : 1;
        String reason = comment.replaceAll("\\{\\d+}", "").repeat(times);
        Answer revoked = writer.delete("/v1/api-keys/" + key.id() + "?reason=" + reason);
        assertThat(revoked.status()).as(revoked.body()).isEqualTo(200);
        assertThat(revoked.json().path("message").asText()).startsWith("API key revoked successfully");
        if (times > 200) {
            assertThat(revoked.json().path("message").asText()).contains("Not all of the reason is kept");
        }
        assertThat(tenant.client(key).get("/v1/me").status()).isEqualTo(401);
        Issued other = tenant.issue("other");
        String body = "{\"select\":{\"name\":\"other\"},\"expect\":1,\"reason\":\"" + "\\ud83d\\udd11".repeat(201)
                + "\\u0000\"}";
        Answer bulk = writer.post(REVOKE, body);
        assertThat(bulk.status()).as(bulk.body()).isEqualTo(200);
        assertThat(tenant.client(other).get("/v1/me").status()).isEqualTo(401);
    }

    @Test
    void manyAreCountedFirstAndThenRevokedAtOnce() {
        List<Issued> keys = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            keys.add(tenant.issue("ci"));
        }
        Answer counted =
                writer.post(REVOKE, "{\"select\":{\"name\":\"ci\",\"environment\":\"live\"},\"dry_run\":true}");
        assertThat(counted.status()).isEqualTo(200);
        assertThat(counted.data().toString())
                .isEqualTo("{\"matched\":5,\"includes_caller\":false,\"dry_run\":true,\"revoked_at\":null}");
        for (String expect : List.of("", ",\"expect\":4", ",\"expect\":6,\"dry_run\":false")) {
            Answer refused = writer.post(REVOKE, "{\"select\":{\"name\":\"ci\"}" + expect + "}");
            assertProblem(refused, 409, "conflict");
            assertThat(refused.json().path("detail").asText()).contains("matches 5 keys");
        }
        keys.forEach(
                key -> assertThat(tenant.client(key).get("/v1/me").status()).isEqualTo(200));

        Answer revoked = writer.post(
                REVOKE, "{\"select\":{\"name\":\"ci\"},\"expect\":5,\"reason\":\"the build was broken into\"}");
        assertThat(revoked.status()).as(revoked.body()).isEqualTo(200);
        assertThat(revoked.json().path("message").asText()).isEqualTo("5 API keys revoked successfully");
        for (Issued key : keys) {
            assertThat(tenant.client(key).get("/v1/me").status()).isEqualTo(401);
            Answer shown = writer.get("/v1/api-keys/" + key.id());
            assertThat(shown.data().path("revoked_at")).isEqualTo(revoked.data().path("revoked_at"));
            assertThat(shown.data().path("revoke_reason").asText()).isEqualTo("the build was broken into");
        }
        assertThat(writer.get("/v1/me").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"dry_run\":true}",
                "{\"select\":{}}",
                "{\"select\":{},\"expect\":0}",
                "{\"select\":{\"environment\":\"prod\"}}",
                "{\"select\":{\"created_before\":\"yesterday\"}}",
                "{\"select\":{\"name\":\"a\\u0000b\"},\"dry_run\":true}",
                "{\"select\":{\"name\":\"\"},\"dry_run\":true}",
                "{\"select\":{\"name\":\"\\ud83d\"},\"dry_run\":true}",
                "{\"select\":{\"tier\":\"fr\u00e9e\"},\"dry_run\":true}",
                "{\"select\":{\"tier\":\"free \"},\"dry_run\":true}",
                "{\"select\":{\"created_before\":\"0000-01-01T00:00:00Z\"},\"dry_run\":true}",
                "{\"select\":{\"id\":\"x\"}}",
                "{\"select\":{\"name\":\"x\"},\"all\":true}",
            })
    void selectionThatCannotBeIs422(String body) {
        assertProblem(writer.post(REVOKE, body), 422, "invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"select\":null}",
                "{\"select\":[]}",
                "{\"select\":{\"name\":1}}",
                "{\"select\":{\"name\":\"x\"},\"expect\":\"1\"}",
                "{\"select\":{\"name\":\"x\"},\"expect\":1.5}",
                "{\"select\":{\"name\":\"x\"},\"expect\":99999999999}",
                "{\"select\":{\"name\":\"x\"},\"dry_run\":\"true\"}",
            })
    void bodyThatIsNoneIs400(String body) {
        assertProblem(writer.post(REVOKE, body), 400, "bad_request");
    }

    @Test
    void nobodyReachesFurtherThanWithOneKey() {
        tenant.issue("ci");
        String one = "{\"select\":{\"name\":\"ci\"},\"expect\":1}";
        assertProblem(tenant.client("keys:read").post(REVOKE, one), 403, "forbidden");
        assertProblem(writer.post(tenant.path("/api-keys/revoke"), one), 403, "forbidden");
        try (Tenant other = new Tenant(server)) {
            assertProblem(other.client("keys:write").post(REVOKE, one), 409, "conflict");
        }
        assertProblem(Api.admin(server).post("/v1/accounts/nobody/api-keys/revoke", one), 404, "not_found");
        assertThat(Api.admin(server).post(tenant.path("/api-keys/revoke"), one).status())
                .isEqualTo(200);
    }
}
