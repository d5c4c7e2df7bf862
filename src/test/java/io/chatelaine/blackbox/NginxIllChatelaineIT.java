package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Raw.Reply;
import io.chatelaine.testing.Application;
import io.chatelaine.testing.Doorman;
import io.chatelaine.testing.Nginx;
import io.chatelaine.testing.Ports;
import io.chatelaine.testing.SocketServer;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** nginx accepts no request if Chatelaine fails in any way, or if another program listens on its port. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("own-server")
class NginxIllChatelaineIT {
    private static final String PAGE = "<html>another server's page</html>";
    private static final String KEY_ID = "X-Chatelaine-Key-Id: key_1";

    private String next = "";
    private final Application application = Application.start(seen -> Application.Answer.of(200, "inside"));
    private final SocketServer ill = SocketServer.start((head, socket) -> answer(socket));
    private final Nginx nginx =
            Nginx.start(ill.port(), application.port(), Map.of("proxy_read_timeout 10s;", "proxy_read_timeout 500ms;"));

    @AfterAll
    void stop() {
        nginx.close();
        ill.close();
        application.close();
        Crowd.assertNoKeyIsLogged(nginx);
    }

    private void answer(Socket socket) throws IOException, InterruptedException {
        switch (next) {
            case "hangs" -> TimeUnit.SECONDS.sleep(30);
            case "resets" -> socket.setSoLinger(true, 0);
            case "closes" -> socket.getOutputStream().flush();
            default -> SocketServer.send(socket, next);
        }
    }

    private static String page(int status, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return "HTTP/1.1 " + status + " Whatever\r\nContent-Type: text/html\r\nContent-Length: " + PAGE.length()
                + "\r\nX-Accel-Redirect: /\r\nConnection: close\r\n" + more + "\r\n" + PAGE;
    }

    private static String bare(int status, String... headers) {
        return "HTTP/1.1 " + status + " Whatever\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private void assertNobodyIsLetIn(Nginx gateway) throws IOException {
        for (String key : new String[] {"", "X-API-Key: " + Doorman.KEY + "\r\n"}) {
            Reply no = Raw.once(
                    gateway.port(),
                    "127.0.0.1",
                    "GET /x?q=" + Doorman.KEY + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                            + "X-Chatelaine-Key-Id: key_1\r\nX-Chatelaine-Account: forged\r\n" + key + "\r\n");
            assertProblem(no, 503, "unavailable");
            assertThat(no.json().path("detail").asText()).isEqualTo("No key can be judged now.");
            assertThat(no.values("Retry-After")).containsExactly("2");
            assertThat(no.values("Cache-Control")).containsExactly("no-store");
            assertThat(no.values("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(no.values("X-Request-Id"))
                    .containsExactly(no.json().path("request_id").asText());
        }
        assertThat(application.drain()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 203, 206, 226, 299, 302, 304, 401, 403, 404, 405, 410, 429, 500, 502, 503, 504})
    void pageOfAnotherServerIsNoYes(int status) throws IOException {
        next = page(status);
        assertNobodyIsLetIn(nginx);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 203, 205, 206, 302, 304})
    void statusOtherThan204IsNoYesEvenWithTheIdOfAKey(int status) throws IOException {
        next = page(status, KEY_ID);
        assertNobodyIsLetIn(nginx);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Other: 1",
                "X-Chatelaine-Key-Id:",
                "X-Chatelaine-Key-Id: acc_1",
                "X-Chatelaine-Key-Id: key_",
                "X-Chatelaine-Key-Id: <html>",
                "X-Chatelaine-Key-Id: key_1 key_2",
                "X-Chatelaine-Account: acme",
                "X-Chatelaine-Status: 204"
            })
    void yesWithoutTheIdOfAKeyIsNone(String header) throws IOException {
        next = bare(204, header);
        assertNobodyIsLetIn(nginx);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hangs",
                "resets",
                "closes",
                "hello\r\n\r\n",
                "<html>a page without a head</html>",
                "HTTP/1.1 204 No Con",
                "HTTP/1.1 204 No Content\r\n" + KEY_ID + "\r\n",
                "HTTP/1.1 2040 No Content\r\n" + KEY_ID + "\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n"
            })
    void brokenAnswerIsNoYes(String answer) throws IOException {
        next = answer;
        assertNobodyIsLetIn(nginx);
    }

    @Test
    void closedPortIsNoYes() throws IOException {
        try (Nginx alone = Nginx.start(Ports.free(), application.port())) {
            assertNobodyIsLetIn(alone);
            Crowd.assertNoKeyIsLogged(alone);
        }
    }

    @Test
    void yesOfChatelaineIsOne() throws IOException {
        next = bare(204, KEY_ID);
        Reply yes = Raw.once(nginx.port(), "127.0.0.1", "GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(yes.status()).isEqualTo(200);
        assertThat(yes.body()).isEqualTo("inside");
        assertThat(application.drain()).hasSize(1);
    }
}
