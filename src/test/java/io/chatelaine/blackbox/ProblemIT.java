package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Every error of every component is a problem: contract §5. */
class ProblemIT {
    private static final Set<String> MEMBERS =
            Set.of("type", "title", "status", "detail", "code", "success", "request_id");

    private final Server server = ServerSession.server();
    private final Api anonymous = Api.anonymous(server);
    private final Api admin = Api.admin(server);

    @Test
    void methodsThatAResourceDoesNotHaveAre405WithThoseThatItHas() {
        Map<String, String> allowed = Map.of(
                "/v1/me", "GET, HEAD",
                "/v1/api-keys", "GET, HEAD, POST",
                "/v1/api-keys/key_x", "DELETE, GET, HEAD, PATCH",
                "/v1/accounts", "GET, HEAD, POST",
                "/v1/accounts/default", "GET, HEAD, PATCH",
                "/v1/accounts/default/api-keys", "GET, HEAD, POST",
                "/v1/accounts/default/api-keys/key_x", "DELETE, GET, HEAD, PATCH",
                "/v1/health", "GET, HEAD",
                "/problems/not-found", "GET, HEAD");
        allowed.forEach((path, methods) -> {
            for (String method : List.of("PUT", "OPTIONS", "FOO", "get")) {
                Answer answer = admin.send(method, path, "");
                assertProblem(answer, 405, "method_not_allowed");
                assertThat(answer.header("Allow")).as(method + " " + path).isEqualTo(methods);
            }
        });
        assertProblem(admin.send("OPTIONS", "/v1/nothing", ""), 404, "not_found");
        assertProblem(anonymous.send("OPTIONS", "/v1/me", ""), 401, "unauthorized");
    }

    @Test
    void headAnswersAsGetDoesWithoutABody() {
        Answer head = admin.send("HEAD", "/v1/me", "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(anonymous.send("HEAD", "/v1/me", "").status()).isEqualTo(401);
        assertThat(anonymous.send("HEAD", "/v1/health", "").status()).isEqualTo(200);
    }

    @Test
    void acceptThatNothingMatchesIs406() {
        assertProblem(admin.get("/v1/me", "Accept", "text/html"), 406, "not_acceptable");
        assertThat(admin.get("/v1/me", "Accept", "application/*;q=0.1").status())
                .isEqualTo(200);
        assertProblem(anonymous.get("/v1/me", "Accept", "text/html"), 401, "unauthorized");
    }

    @Test
    void bodyOfAnotherTypeIs415() {
        for (String type :
                List.of("text/plain", "application/xml", "application/json;charset=utf-16", "*/*", "application/*")) {
            assertProblem(
                    admin.send("POST", "/v1/api-keys", "{\"name\":\"x\"}", "Content-Type", type),
                    415,
                    "unsupported_media_type");
        }
        assertProblem(admin.send("POST", "/v1/api-keys", "{\"name\":\"x\"}"), 415, "unsupported_media_type");
        assertProblem(
                admin.send("POST", "/v1/api-keys", "{\"name\":\"x\"}", "Content-Type", "application/merge-patch+json"),
                415,
                "unsupported_media_type");
        assertThat(admin.send(
                                "POST",
                                "/v1/api-keys",
                                "{\"name\":\"x\"}",
                                "Content-Type",
                                "Application/JSON; charset=UTF-8")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void bodyThatIsNotTheJsonAskedForIs400() {
        String deep = "{\"name\":" + "[".repeat(40) + "]".repeat(40) + "}";
        for (String body : List.of(
                "",
                " ",
                "{",
                "null",
                "[]",
                "\"x\"",
                "1",
                "{\"name\":1}",
                "{\"name\":null}",
                "{\"name\":true}",
                "{\"name\":{}}",
                "{\"name\":[\"x\"]}",
                "{\"name\":\"x\"} {}",
                "{\"name\":\"x\"}]",
                "{\"name\":\"x\",}",
                "{'name':'x'}",
                "{name:\"x\"}",
                "{\"name\":\"x\",\"name\":\"x\"}",
                "{\"name\":NaN}",
                "{\"name\":1e999999}",
                "{\"name\":\"x\",\"scopes\":\"keys:read\"}",
                "{\"name\":\"x\",\"scopes\":[1]}",
                "{\"name\":\"x\",\"scopes\":[null]}",
                "{\"name\":\"x\",\"scopes\":null}",
                "/**/{\"name\":\"x\"}",
                deep,
                "{\"name\":\"x\",\"expires_at\":1767225600}",
                "\uFEFF{\"name\":\"x\"}")) {
            Answer answer = admin.post("/v1/api-keys", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertProblem(answer, 400, "bad_request");
        }
    }

    @Test
    void bodyOver16KiBIs413() {
        String filler = " ".repeat(16 * 1024);
        assertProblem(admin.post("/v1/api-keys", "{\"name\":\"x\"" + filler + "}"), 413, "too_large");
        assertThat(admin.post("/v1/api-keys", "{\"name\":\"x\"" + " ".repeat(16 * 1024 - 12 - 1) + "}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void memberThatCannotBeIs422AndNamed() {
        Map<String, String> fields = Map.ofEntries(
                Map.entry("{}", "name"),
                Map.entry("{\"name\":\"\"}", "name"),
                Map.entry("{\"name\":\" \\t\"}", "name"),
                Map.entry("{\"name\":\"" + "x".repeat(101) + "\"}", "name"),
                Map.entry("{\"name\":\"a\\u0000b\"}", "name"),
                Map.entry("{\"name\":\"a\\nb\"}", "name"),
                Map.entry("{\"name\":\"\\ud800\"}", "name"),
                Map.entry("{\"name\":\"x\",\"id\":\"key_1\"}", "id"),
                Map.entry("{\"name\":\"x\",\"hash\":\"\"}", "hash"),
                Map.entry("{\"name\":\"x\",\"__proto__\":{}}", "__proto__"),
                Map.entry("{\"name\":\"x\",\"account_id\":\"acc_1\"}", "account_id"),
                Map.entry("{\"name\":\"x\",\"created_by\":\"me\"}", "created_by"),
                Map.entry("{\"name\":\"x\",\"status\":\"active\"}", "status"),
                Map.entry("{\"name\":\"x\",\"environment\":\"prod\"}", "environment"),
                Map.entry("{\"name\":\"x\",\"tier\":\"gold\"}", "tier"),
                Map.entry("{\"name\":\"x\",\"scopes\":[\"nope\"]}", "scopes"),
                Map.entry("{\"name\":\"x\",\"expires_at\":\"yesterday\"}", "expires_at"),
                Map.entry("{\"name\":\"x\",\"expires_at\":\"2020-01-01T00:00:00Z\"}", "expires_at"));
        fields.forEach((body, field) -> {
            Answer answer = admin.post("/v1/api-keys", body);
            assertThat(answer.status()).as(body).isEqualTo(422);
            assertThat(answer.json().path("code").asText()).isEqualTo("invalid");
            assertThat(answer.json().path("errors").path(0).path("field").asText())
                    .as(body)
                    .isEqualTo(field);
        });
    }

    @Test
    void keySentAsAMemberIsNotSentBack() {
        Answer answer = admin.post("/v1/api-keys", "{\"" + server.adminKey() + "\":1}");
        assertProblem(answer, 422, "invalid");
        assertThat(answer.body()).doesNotContain(server.adminKey());
    }

    @Test
    void everyTypeOfProblemIsAPageForAnyone() {
        for (String slug : List.of(
                "missing-api-key",
                "invalid-api-key",
                "key-in-query",
                "duplicate-credentials",
                "malformed-request",
                "insufficient-scope",
                "forbidden",
                "restricted",
                "not-found",
                "method-not-allowed",
                "not-acceptable",
                "conflict",
                "too-large",
                "unsupported-media-type",
                "invalid",
                "internal",
                "unavailable")) {
            Answer page = anonymous.get("/problems/" + slug);
            assertThat(page.status()).as(slug).isEqualTo(200);
            assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
            assertThat(page.body()).startsWith("<!doctype html>").contains("What to do");
            assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
        }
        assertProblem(anonymous.get("/problems/none"), 404, "not_found");
        assertProblem(anonymous.get("/problems/"), 404, "not_found");
        assertProblem(anonymous.get("/problems"), 404, "not_found");
    }

    @Test
    void typeOfAProblemLeadsToItsPage() {
        String type = anonymous.get("/v1/me").json().path("type").asText();
        assertThat(anonymous.get(type).body()).contains("<h1>Missing API key</h1>");
    }

    static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("code").asText()).isEqualTo(code);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("success").asBoolean(true)).isFalse();
        Set<String> members = StreamSupport.stream(
                        ((Iterable<String>) () -> answer.json().fieldNames()).spliterator(), false)
                .filter(name -> !name.equals("errors"))
                .collect(Collectors.toSet());
        assertThat(members).isEqualTo(MEMBERS);
        assertThat(answer.body()).doesNotContain("Exception", "at org.", "at io.", "SQL", "H2", "Payara");
    }

    static void assertProblem(Raw.Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.isProblem()).isTrue();
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        assertThat(reply.json().path("code").asText()).isEqualTo(code);
        assertThat(reply.json().path("success").asBoolean(true)).isFalse();
        assertThat(reply.json().path("request_id").asText()).matches("req_[0-9a-z]{24}");
        assertThat(reply.header("X-Request-Id"))
                .isEqualTo(reply.json().path("request_id").asText());
    }
}
