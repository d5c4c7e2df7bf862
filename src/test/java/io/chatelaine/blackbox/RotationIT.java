package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replaces a key by another without an outage: contract §6. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RotationIT {
    private static final String SUNSET = "X-Chatelaine-Key-Sunset";

    private final Server server = ServerSession.server();
    private final Tenant tenant = new Tenant(server);
    private final Api writer = tenant.client("keys:read", "keys:write");

    @AfterAll
    void close() {
        tenant.close();
    }

    private static String path(Issued key) {
        return "/v1/api-keys/" + key.id();
    }

    private static Answer rotate(Api by, Issued key, String grace) {
        Answer answer = by.post(path(key) + "/rotate", "{\"grace\":\"" + grace + "\"}");
        if (answer.status() == 201) {
            Api.KEYS_SEEN.add(answer.data().path("key").asText());
        }
        return answer;
    }

    private Api holder(Answer made) {
        return Api.withKey(server, made.data().path("key").asText());
    }

    @Test
    void bothKeysAreLetInUntilTheGraceIsOver() {
        Issued old = tenant.issue("rotating", "keys:read", "keys:write");
        Api before = tenant.client(old);
        assertThat(before.get("/v1/me").headers(SUNSET)).isEmpty();

        Answer made = rotate(writer, old, "PT24H");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.data().path("replaces").asText()).isEqualTo(old.id());
        assertThat(made.data().path("name").asText()).isEqualTo("rotating");
        assertThat(made.data().path("scopes")).isEqualTo(old.answer().data().path("scopes"));
        assertThat(made.data().path("expires_at").isNull()).isTrue();
        assertThat(made.header("Location"))
                .isEqualTo("/v1/api-keys/" + made.data().path("id").asText());

        Answer meanwhile = before.get("/v1/me");
        assertThat(meanwhile.status()).isEqualTo(200);
        Instant sunset = Instant.parse(meanwhile.header(SUNSET));
        assertThat(meanwhile.data().path("expires_at").asText()).isEqualTo(meanwhile.header(SUNSET));
        Instant created = Instant.parse(made.data().path("created_at").asText());
        assertThat(Duration.between(created, sunset)).isBetween(Duration.ofHours(24), Duration.ofSeconds(86_402));
        assertThat(holder(made).get("/v1/me").status()).isEqualTo(200);
        assertThat(holder(made).get("/v1/me").headers(SUNSET)).isEmpty();
        assertProblem(before.post("/v1/api-keys", "{\"name\":\"child\"}"), 403, "forbidden");
        assertThat(before.get("/v1/api-keys").status()).isEqualTo(200);
    }

    @Test
    void graceOfNothingEndsTheOldKeyBeforeTheAnswer() {
        for (int round = 0; round < 20; round++) {
            Issued old = tenant.issue("leaked");
            Answer made = rotate(writer, old, "PT0S");
            assertThat(tenant.client(old).get("/v1/me").status()).isEqualTo(401);
            assertThat(holder(made).get("/v1/me").status()).isEqualTo(200);
        }
    }

    @Test
    void graceOfSecondsEndsInSeconds() {
        Issued old = tenant.issue("brief");
        Api holder = tenant.client(old);
        assertThat(rotate(writer, old, "PT2S").status()).isEqualTo(201);
        assertThat(holder.get("/v1/me").status()).isEqualTo(200);
        Server.await(4, () -> holder.get("/v1/me").status() == 401);
    }

    @Test
    void rotatedKeyIsNotChangedOrRotatedAgainButRevoked() {
        Issued old = tenant.issue("old");
        assertThat(rotate(writer, old, "P90D").status()).isEqualTo(201);
        assertProblem(rotate(writer, old, "PT0S"), 409, "conflict");
        assertProblem(writer.patch(path(old), "{\"expires_at\":null}"), 409, "conflict");
        assertThat(tenant.client(old).get("/v1/me").status()).isEqualTo(200);
        assertThat(writer.delete(path(old)).status()).isEqualTo(200);
        assertThat(tenant.client(old).get("/v1/me").status()).isEqualTo(401);
        assertProblem(rotate(writer, old, "PT0S"), 409, "conflict");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"grace\":\"\"}",
                "{\"grace\":\"24h\"}",
                "{\"grace\":\"P\"}",
                "{\"grace\":\"PT\"}",
                "{\"grace\":\"P1DT\"}",
                "{\"grace\":\"-PT1H\"}",
                "{\"grace\":\"PT-1H\"}",
                "{\"grace\":\"pt1h\"}",
                "{\"grace\":\"P91D\"}",
                "{\"grace\":\"PT2161H\"}",
                "{\"grace\":\"PT0.5S\"}",
                "{\"grace\":\"P1M\"}",
                "{\"grace\":\"PT999999999999S\"}",
                "{\"grace\":\"PT1H\",\"name\":\"x\"}",
            })
    void graceThatCannotBeChangesNothing(String body) {
        Issued key = tenant.issue("steady");
        assertProblem(writer.post(path(key) + "/rotate", body), 422, "invalid");
        assertThat(tenant.client(key).get("/v1/me").headers(SUNSET)).isEmpty();
        for (String odd : List.of("", "[]", "null", "{\"grace\":null}", "{\"grace\":24}")) {
            assertProblem(writer.post(path(key) + "/rotate", odd), 400, "bad_request");
        }
    }

    @Test
    void whoMayNotIsToldSo() {
        Issued key = tenant.issue("mine", "keys:read", "storage:write");
        assertProblem(rotate(tenant.client("keys:read"), key, "PT0S"), 403, "forbidden");
        assertProblem(rotate(tenant.client("keys:write"), key, "PT0S"), 403, "forbidden");
        assertProblem(rotate(Api.anonymous(server), key, "PT0S"), 401, "unauthorized");
        try (Tenant other = new Tenant(server)) {
            assertProblem(rotate(other.client("keys:read", "keys:write"), key, "PT0S"), 404, "not_found");
        }
        assertThat(tenant.client(key).get("/v1/me").headers(SUNSET)).isEmpty();
        Answer byAdmin =
                Api.admin(server).post(tenant.path("/api-keys/" + key.id() + "/rotate"), "{\"grace\":\"PT0S\"}");
        assertThat(byAdmin.status()).isEqualTo(201);
        Api.KEYS_SEEN.add(byAdmin.data().path("key").asText());
        assertThat(byAdmin.header("Location"))
                .isEqualTo(tenant.path("/api-keys/" + byAdmin.data().path("id").asText()));
        assertProblem(writer.get(path(key) + "/rotate"), 405, "method_not_allowed");
    }
}
