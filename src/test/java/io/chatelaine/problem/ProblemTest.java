package io.chatelaine.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.config.Wording;
import io.chatelaine.problem.Problem.Invalid;
import io.chatelaine.testing.RecordedResponse;
import io.chatelaine.testing.SentRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static String json(Problem problem, String contextPath) {
        return new String(problem.json(contextPath, "req_1", Wording.PLAIN), StandardCharsets.UTF_8);
    }

    @Test
    void aMissingKeyHasThisBody() {
        Problem problem =
                Problem.of(ProblemType.MISSING_API_KEY, "Send your key in Authorization: Bearer or X-API-Key.");
        assertThat(json(problem, ""))
                .isEqualTo("{\"type\":\"/problems/missing-api-key\",\"title\":\"Missing API key\",\"status\":401,"
                        + "\"detail\":\"Send your key in Authorization: Bearer or X-API-Key.\","
                        + "\"code\":\"unauthorized\",\"success\":false,\"request_id\":\"req_1\"}");
    }

    @Test
    void anInvalidMemberHasThisBody() {
        Problem problem = new Problem(
                ProblemType.INVALID,
                "The request is invalid: see `errors`.",
                List.of(new Invalid("name", "is needed"), new Invalid("tier", "there are no tiers")));
        assertThat(json(problem, "/keys"))
                .isEqualTo("{\"type\":\"/keys/problems/invalid\",\"title\":\"Invalid request\",\"status\":422,"
                        + "\"detail\":\"The request is invalid: see `errors`.\",\"code\":\"invalid\","
                        + "\"success\":false,\"request_id\":\"req_1\",\"errors\":["
                        + "{\"field\":\"name\",\"message\":\"is needed\"},"
                        + "{\"field\":\"tier\",\"message\":\"there are no tiers\"}]}");
    }

    @Test
    void withoutADetailTheMeaningOfTheTypeIsTheDetail() {
        assertThat(json(Problem.of(ProblemType.NOT_FOUND), ""))
                .isEqualTo("{\"type\":\"/problems/not-found\",\"title\":\"Not found\",\"status\":404,"
                        + "\"detail\":\"The resource does not exist for this key.\",\"code\":\"not_found\","
                        + "\"success\":false,\"request_id\":\"req_1\"}");
    }

    @Test
    void wordingCanRepeatTheTitleAndReplaceThatOf403() {
        Wording wording = new Wording(true, Optional.of("No \"way\""), false);
        assertThat(new String(
                        Problem.of(ProblemType.FORBIDDEN, "d").json("", "req_1", wording), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"/problems/forbidden\",\"title\":\"No \\\"way\\\"\",\"status\":403,"
                        + "\"detail\":\"d\",\"code\":\"forbidden\",\"success\":false,\"request_id\":\"req_1\","
                        + "\"error\":\"No \\\"way\\\"\"}");
        assertThat(ProblemType.INSUFFICIENT_SCOPE.title(wording)).isEqualTo("No \"way\"");
        assertThat(ProblemType.INVALID_API_KEY.title(wording)).isEqualTo("Invalid or inactive API key");
    }

    @Test
    void inputIsEscapedInTheJson() {
        Problem problem = new Problem(ProblemType.INVALID, "d", List.of(new Invalid("\",\"x\":1\n\u0000", "m")));
        assertThat(json(problem, "")).contains("\"field\":\"\\\",\\\"x\\\":1\\n\\u0000\"");
    }

    @Test
    void errorsAreImmutable() {
        List<Invalid> errors = new ArrayList<>();
        Problem problem = new Problem(ProblemType.INVALID, "d", errors);
        errors.add(new Invalid("name", "late"));
        assertThat(problem.errors()).isEmpty();
    }

    @Test
    void responseIsNeverStored() throws IOException {
        RecordedResponse recorded = new RecordedResponse();
        SentRequest sent = new SentRequest("GET", "/keys", null).header("X-Request-Id", "mine-1");
        var request = sent.request();
        RequestId.assign(request, text -> false);
        ProblemWriter.write(request, recorded.response(), Problem.of(ProblemType.CONFLICT, "no"));
        assertThat(recorded.status()).isEqualTo(409);
        assertThat(recorded.headers("Content-Type")).containsExactly("application/problem+json");
        assertThat(recorded.headers("Cache-Control")).containsExactly("no-store");
        assertThat(recorded.headers("X-Request-Id")).containsExactly("mine-1");
        assertThat(recorded.headers("Retry-After")).isEmpty();
        assertThat(recorded.headers("Content-Length"))
                .containsExactly(String.valueOf(recorded.body().length()));
        assertThat(recorded.body())
                .contains("\"type\":\"/keys/problems/conflict\"")
                .contains("\"request_id\":\"mine-1\"");
    }

    @Test
    void unavailableHasRetryAfter() throws IOException {
        RecordedResponse recorded = new RecordedResponse();
        ProblemWriter.write(SentRequest.get().request(), recorded.response(), Problem.of(ProblemType.UNAVAILABLE));
        assertThat(recorded.status()).isEqualTo(503);
        assertThat(recorded.headers("Retry-After")).containsExactly("2");
    }

    @Test
    void committedResponseIsUnchanged() throws IOException {
        RecordedResponse recorded = new RecordedResponse(true);
        ProblemWriter.write(SentRequest.get().request(), recorded.response(), Problem.of(ProblemType.INTERNAL));
        assertThat(recorded.status()).isEqualTo(200);
        assertThat(recorded.headerNames()).isEmpty();
        assertThat(recorded.body()).isEmpty();
    }
}
