package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Raw.Reply;
import io.chatelaine.testing.Application;
import io.chatelaine.testing.Application.Answer;
import io.chatelaine.testing.Doorman;
import io.chatelaine.testing.Nginx;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How nginx handles every possible response to its authorization request, sent by a stand-in for Chatelaine. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("own-server")
class NginxStatusesIT {
    private static final String BODY = "{\"title\":\"as it was told \\\"so\\\" \\u20ac\"}";

    private Answer next = Doorman.yes();
    private final Application application = Application.start(seen -> Answer.of(200, "inside"));
    private final Application asked = Application.start(seen -> next);
    private final Nginx nginx = Nginx.start(asked.port(), application.port());

    @AfterAll
    void stop() {
        nginx.close();
        asked.close();
        application.close();
        Crowd.assertNoKeyIsLogged(nginx);
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "429", "500", "503"})
    void trueStatusAndProblemAreTold(String status) throws IOException {
        next = Answer.of(
                status.equals("401") ? 401 : 403,
                BODY,
                "X-Chatelaine-Status",
                status,
                "X-Chatelaine-Problem",
                BODY,
                "X-Request-Id",
                "req_1",
                "WWW-Authenticate",
                "Bearer a=\"b\", ApiKey c",
                "Retry-After",
                "7");
        Reply no = get("/x");
        assertThat(no.status()).isEqualTo(Integer.parseInt(status));
        assertThat(no.isProblem()).isTrue();
        assertThat(no.body()).isEqualTo(BODY);
        assertThat(no.values("X-Request-Id")).containsExactly("req_1");
        assertThat(no.values("WWW-Authenticate")).containsExactly("Bearer a=\"b\", ApiKey c");
        assertThat(no.values("Retry-After")).containsExactly("7");
        assertThat(no.values("Cache-Control")).containsExactly("no-store");
        assertThat(application.drain()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400",
        "413, 400",
        "414, 400",
        "431, 400",
        "404, 503",
        "302, 503",
        "405, 503",
        "429, 503",
        "500, 503",
        "502, 503",
        "503, 503",
        "401, 503",
        "403, 503"
    })
    void answerThatIsNotChatelainesLetsNobodyIn(int status, int told) throws IOException {
        next = Answer.of(status, "<html>");
        Reply no = get("/x");
        assertThat(no.status()).isEqualTo(told);
        assertThat(no.isProblem()).isTrue();
        assertThat(no.json().path("status").asInt()).isEqualTo(told);
        assertThat(no.header("X-Request-Id"))
                .isEqualTo(no.json().path("request_id").asText());
        assertThat(application.drain()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200", "204", "999", "4030", "''", "x", "'403, 403'"})
    void trueStatusThatIsNoneIsTakenForAFault(String status) throws IOException {
        next = Answer.of(403, BODY, "X-Chatelaine-Status", status);
        assertThat(get("/x").status()).isEqualTo(503);
        assertThat(application.drain()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "404", "429"})
    void pageThatChatelaineNamesMayReadARefusal(int status) throws IOException {
        next = Doorman.no(
                status,
                "Access-Control-Allow-Origin",
                "https://app.example.com",
                "Access-Control-Expose-Headers",
                "WWW-Authenticate, Retry-After",
                "Vary",
                "Origin");
        Reply no = get("/x");
        assertThat(no.status()).isEqualTo(status);
        assertThat(no.values("Access-Control-Allow-Origin")).containsExactly("https://app.example.com");
        assertThat(no.values("Access-Control-Expose-Headers")).containsExactly("WWW-Authenticate, Retry-After");
        assertThat(no.values("Vary")).containsExactly("Origin");
        next = Doorman.no(status);
        assertThat(get("/x").headers()).noneMatch(header -> header.startsWith("Access-Control"));
    }

    @Test
    void questionIsAboutTheRequestAsItWasSent() throws IOException {
        next = Doorman.yes();
        asked.drain();
        Raw.once(
                nginx.port(),
                "127.0.0.1",
                String.join(
                        "\r\n",
                        "PUT /a/../b%2fc//d?x=%20y HTTP/1.1",
                        "Host: example.com:81",
                        "X-API-Key: k",
                        "Cookie: c=d",
                        "X-Forwarded-Uri: /forged",
                        "X-Forwarded-Method: FORGED",
                        "X-Forwarded-Prefix: /forged",
                        "Upgrade: h2c",
                        "Connection: Upgrade",
                        "X-Original-URI: /forged",
                        "X-Original-Method: FORGED",
                        "Content-Length: 2",
                        "",
                        "hi"));
        List<Application.Seen> questions = asked.drain();
        assertThat(questions).hasSize(1);
        Application.Seen question = questions.get(0);
        assertThat(question.uri()).isEqualTo("/v1/authorize?mode=nginx");
        assertThat(question.header("X-Original-URI")).isEqualTo("/a/../b%2fc//d?x=%20y");
        assertThat(question.header("X-Original-Method")).isEqualTo("PUT");
        assertThat(question.header("X-API-Key")).isEqualTo("k");
        assertThat(question.headers()).doesNotContainKeys("Cookie", "Content-Length", "Transfer-Encoding");
        assertThat(question.headers())
                .doesNotContainKeys("X-Forwarded-Uri", "X-Forwarded-Method", "X-Forwarded-Prefix", "Upgrade");
        assertThat(question.body()).isEmpty();
        Application.Seen passed = application.drain().get(0);
        assertThat(passed.uri()).isEqualTo("/a/../b%2fc//d?x=%20y");
        assertThat(passed.header("Host")).isEqualTo("example.com:81");
        assertThat(passed.body()).isEqualTo("hi");
    }

    private Reply get(String path) throws IOException {
        return Raw.once(nginx.port(), "127.0.0.1", "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }
}
