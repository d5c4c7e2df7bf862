package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Raw.Reply;
import io.chatelaine.testing.Application;
import io.chatelaine.testing.Application.Answer;
import io.chatelaine.testing.Doorman;
import io.chatelaine.testing.Nginx;
import io.chatelaine.testing.Ports;
import io.chatelaine.testing.SocketServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After acceptance, each response behind nginx is the application's, or nginx's own error about the application. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("own-server")
class NginxApplicationIT {
    private static final String BODY = "{\"of\":\"the application\"}";

    private final Application doorman = Doorman.start();
    private final Application application = Application.start(seen -> answer(seen.uri()));
    private final Nginx nginx = Nginx.start(doorman.port(), application.port());

    @AfterAll
    void stop() {
        nginx.close();
        application.close();
        doorman.close();
        Crowd.assertNoKeyIsLogged(nginx);
    }

    private static Answer answer(String uri) {
        int status = Integer.parseInt(uri.substring(1, 4));
        return Answer.of(
                status,
                BODY,
                "WWW-Authenticate",
                "Basic realm=\"app\"",
                "X-Request-Id",
                "the application's",
                "X-Chatelaine-Key-Sunset",
                "forged",
                "Retry-After",
                "77");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 400, 401, 402, 403, 404, 405, 409, 413, 418, 420, 422, 429, 500, 501, 502, 503, 504})
    void statusAndBodyOfTheApplicationPass(int status) throws IOException {
        Reply reply = send(nginx, "GET", "/" + status, "");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).isEqualTo(BODY);
        assertThat(reply.values("WWW-Authenticate")).containsExactly("Basic realm=\"app\"");
        assertThat(reply.values("Retry-After")).containsExactly("77");
        assertThat(reply.values("X-Request-Id")).containsExactly("req_1");
        assertThat(reply.values("RateLimit")).containsExactly("\"rate\";r=1;t=1");
        assertThat(reply.values("X-Chatelaine-Key-Sunset")).isEmpty();
    }

    @Test
    void applicationThatIsAwayIs502() throws IOException {
        try (Nginx alone = Nginx.start(doorman.port(), Ports.free())) {
            assertNginxsOwn(send(alone, "GET", "/x", ""), 502);
            assertThat(alone.awaitLog("logs/access.log", "\n"))
                    .contains(" 502 ")
                    .contains("chatelaine=204 application=502");
        }
    }

    @Test
    void applicationThatDoesNotAnswerIs504() throws IOException {
        try (SocketServer silent = SocketServer.start((head, socket) -> TimeUnit.SECONDS.sleep(30));
                Nginx late = Nginx.start(
                        doorman.port(),
                        silent.port(),
                        Map.of("proxy_read_timeout 10m;", "proxy_read_timeout 300ms;"))) {
            assertNginxsOwn(send(late, "GET", "/x", ""), 504);
            assertThat(late.awaitLog("logs/access.log", "\n")).contains("chatelaine=204 application=504");
        }
    }

    @Test
    void failureOfNginxItselfIs500() throws IOException {
        try (Nginx full = Nginx.start(doorman.port(), application.port())) {
            Files.setPosixFilePermissions(
                    full.folder().resolve("run/client-body"), PosixFilePermissions.fromString("---------"));
            assertNginxsOwn(send(full, "POST", "/200", "x".repeat(20_000)), 500);
            assertThat(send(full, "POST", "/200", "x").status()).isEqualTo(200);
            Crowd.assertNoKeyIsLogged(full);
        }
    }

    /** The response has the request id and the remaining limit, because the request is counted. */
    private static void assertNginxsOwn(Reply reply, int status) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).contains("<title>" + status).doesNotContain("No key can be judged");
        assertThat(reply.values("X-Request-Id")).containsExactly("req_1");
        assertThat(reply.values("RateLimit")).containsExactly("\"rate\";r=1;t=1");
        assertThat(reply.values("Retry-After")).isEmpty();
    }

    private static Reply send(Nginx nginx, String method, String path, String body) throws IOException {
        return Raw.once(
                nginx.port(),
                "127.0.0.1",
                method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + Doorman.KEY
                        + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }
}
