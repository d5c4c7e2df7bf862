package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static io.chatelaine.testing.AtOnce.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code Idempotency-Key}: a repeated request for a key leaves one valid key and no orphan (A33). */
@Tag("pair")
class IdempotencyIT {
    private final Server server = ServerSession.server();
    private final Api admin = Api.admin(server);
    private final String once = UUID.randomUUID().toString();

    private Answer send(String idempotencyKey, String body) {
        Answer answer = admin.send(
                "POST", "/v1/api-keys", body, "Content-Type", "application/json", "Idempotency-Key", idempotencyKey);
        if (answer.status() == 201) {
            Api.KEYS_SEEN.add(key(answer));
        }
        return answer;
    }

    private static String key(Answer answer) {
        return answer.data().path("key").asText();
    }

    private int statusOf(Answer answer) {
        return Api.withKey(server, key(answer)).get("/v1/me").status();
    }

    @Test
    void requestSentAgainGetsAnotherKeyAndTheUnusedFirstIsVoid() {
        Answer first = send(once, "{\"name\":\"a\",\"scopes\":[\"keys:read\"]}");
        Answer second = send(once, "{ \"scopes\": [\"keys:read\"], \"name\": \"a\" }");
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(key(second)).isNotEqualTo(key(first));
        assertThat(statusOf(first)).isEqualTo(401);
        assertThat(statusOf(second)).isEqualTo(200);
        assertThat(admin.get("/v1/api-keys/" + first.data().path("id").asText())
                        .data()
                        .path("status")
                        .asText())
                .isEqualTo("revoked");
    }

    @Test
    void keyThatWasUsedIsNotReplaced() {
        Answer first = send(once, "{\"name\":\"used\"}");
        // The key is valid, but lacks the scope for this call.
        assertProblem(Api.withKey(server, key(first)).get("/v1/api-keys"), 403, "forbidden");
        assertProblem(send(once, "{\"name\":\"used\"}"), 409, "conflict");
        assertProblem(send(once, "{\"name\":\"used\"}"), 409, "conflict");
        assertThat(statusOf(first)).isEqualTo(200);
    }

    @Test
    void anotherBodyOrAnotherAccountIs422() {
        Answer first = send(once, "{\"name\":\"a\"}");
        Answer other = send(once, "{\"name\":\"b\"}");
        assertProblem(other, 422, "invalid");
        assertThat(other.json().path("errors").path(0).path("field").asText()).isEqualTo("Idempotency-Key");
        String slug = Tenant.newSlug();
        admin.post("/v1/accounts", "{\"slug\":\"" + slug + "\",\"name\":\"x\"}");
        assertProblem(
                admin.send(
                        "POST",
                        "/v1/accounts/" + slug + "/api-keys",
                        "{\"name\":\"a\"}",
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        once),
                422,
                "invalid");
        assertThat(statusOf(first)).isEqualTo(200);
    }

    @Test
    void requestThatWasRefusedLeavesTheWayFree() {
        assertProblem(send(once, "{\"name\":\"\"}"), 422, "invalid");
        assertThat(send(once, "{\"name\":\"a\"}").status()).isEqualTo(201);
    }

    @Test
    void headerThatCannotBeIs400() {
        for (String odd : List.of("a b", "x".repeat(256), server.adminKey(), "ck_live_x")) {
            assertProblem(send(odd, "{\"name\":\"a\"}"), 400, "bad_request");
        }
        assertProblem(
                admin.send(
                        "POST",
                        "/v1/api-keys",
                        "{\"name\":\"a\"}",
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        once,
                        "Idempotency-Key",
                        once),
                400,
                "bad_request");
        assertThat(send('"' + once + '"', "{\"name\":\"a\"}").status()).isEqualTo(201);
    }

    @Test
    void fiftyAtOnceLeaveOneKeyThatWorks() throws Exception {
        List<Answer> answers = atOnce(50, i -> send(once, "{\"name\":\"" + once + "\"}"));
        assertThat(answers).extracting(Answer::status).isSubsetOf(201, 409);
        List<Answer> made =
                answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(made).isNotEmpty();
        assertThat(made).filteredOn(answer -> statusOf(answer) == 200).hasSize(1);
    }
}
