package io.chatelaine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.config.GatewaySettings.GatewayDialect;
import io.chatelaine.config.Wording;
import io.chatelaine.key.Environment;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.security.AuthenticationResult.Failed;
import io.chatelaine.security.RequestState;
import io.chatelaine.testing.RecordedResponse;
import io.chatelaine.testing.SentRequest;
import io.chatelaine.verification.VerifiedKey;
import io.chatelaine.verification.VerifiedKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayResponseTest {
    private final RecordedResponse recorded = new RecordedResponse();
    private final HttpServletRequest request =
            SentRequest.get().header("X-Request-Id", "r").request();

    private GatewayResponse reply(GatewayDialect dialect, boolean forNginx) {
        return new GatewayResponse(request, recorded.response(), dialect, forNginx);
    }

    @ParameterizedTest
    @CsvSource({"NONE, 204", "ORIGINAL, 204", "FORWARDED, 204", "ENVOY, 200"})
    void acceptanceHasTheStatusOfTheDialect(GatewayDialect dialect, int status) {
        reply(dialect, false).accept(VerifiedKeys.key(Environment.LIVE, null, ""));
        assertThat(recorded.status()).isEqualTo(status);
        assertThat(recorded.headers("Cache-Control")).containsExactly("no-store");
        assertThat(recorded.body()).isEmpty();
        assertThat(recorded.headerNames())
                .containsExactly(
                        "Cache-Control",
                        "X-Chatelaine-Account",
                        "X-Chatelaine-Account-Id",
                        "X-Chatelaine-Environment",
                        "X-Chatelaine-Key-Id",
                        "X-Chatelaine-Key-Name");
    }

    @Test
    void identityHeadersAreCompleteAndAscii() {
        VerifiedKey key =
                VerifiedKeys.named("Zoë’s 100% + \r\nX: y*~", Environment.TEST, "free", "keys:read keys:write");
        reply(GatewayDialect.ORIGINAL, true).accept(key);
        assertThat(recorded.headers("X-Chatelaine-Key-Name"))
                .containsExactly("Zo%C3%AB%E2%80%99s%20100%25%20%2B%20%0D%0AX%3A%20y*%7E");
        assertThat(recorded.headers("X-Chatelaine-Account")).containsExactly("acme");
        assertThat(recorded.headers("X-Chatelaine-Account-Id")).containsExactly("acc_1");
        assertThat(recorded.headers("X-Chatelaine-Key-Id")).containsExactly("key_1");
        assertThat(recorded.headers("X-Chatelaine-Environment")).containsExactly("test");
        assertThat(recorded.headers("X-Chatelaine-Tier")).containsExactly("free");
        assertThat(recorded.headers("X-Chatelaine-Scopes")).containsExactly("keys:read keys:write");
    }

    @Test
    void refusalIsAProblem() throws IOException {
        reply(GatewayDialect.FORWARDED, false)
                .refuse(new Failed(Problem.of(ProblemType.MISSING_API_KEY, "d"), List.of("Bearer a", "ApiKey b")));
        assertThat(recorded.status()).isEqualTo(401);
        assertThat(recorded.headers("WWW-Authenticate")).containsExactly("Bearer a", "ApiKey b");
        assertThat(recorded.headers("X-Chatelaine-Status")).isEmpty();
        assertThat(recorded.headers("Cache-Control")).containsExactly("no-store");
        assertThat(recorded.body()).startsWith("{\"type\":\"/problems/missing-api-key\"");
    }

    @ParameterizedTest
    @CsvSource({
        "MALFORMED_REQUEST, 400, 403",
        "MISSING_API_KEY, 401, 401",
        "FORBIDDEN, 403, 403",
        "NOT_FOUND, 404, 403",
        "RATE_LIMITED, 429, 403",
        "INTERNAL, 500, 403",
        "UNAVAILABLE, 503, 403",
    })
    void nginxGets401Or403AndTheTrueStatusInAHeader(ProblemType type, String trueStatus, int status)
            throws IOException {
        reply(GatewayDialect.ORIGINAL, true).refuse(new Failed(Problem.of(type, "d"), List.of("Bearer a", "ApiKey b")));
        assertThat(recorded.status()).isEqualTo(status);
        assertThat(recorded.headers("X-Chatelaine-Status")).containsExactly(trueStatus);
        assertThat(recorded.headers("WWW-Authenticate")).containsExactly("Bearer a, ApiKey b");
        assertThat(recorded.headers("X-Chatelaine-Problem")).containsExactly(recorded.body());
        assertThat(recorded.body()).contains("\"status\":" + trueStatus);
        assertThat(recorded.headers("Retry-After")).isEqualTo(trueStatus.equals("503") ? List.of("2") : List.of());
    }

    @Test
    void problemInAHeaderIsAscii() throws IOException {
        RequestState.of(request).use(new Wording(false, Optional.of("Zutritt für 0 € verboten"), false), List.of());
        reply(GatewayDialect.ORIGINAL, true).refuse(Failed.of(Problem.of(ProblemType.FORBIDDEN, "d")));
        assertThat(recorded.headers("X-Chatelaine-Problem"))
                .singleElement()
                .asString()
                .contains("\"title\":\"Zutritt f\\u00fcr 0 \\u20ac verboten\"")
                .matches("[ -~]+");
    }
}
