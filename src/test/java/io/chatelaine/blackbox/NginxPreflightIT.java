package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Raw.Reply;
import io.chatelaine.testing.Nginx;
import io.chatelaine.testing.SocketServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CORS preflights at nginx: refused as shipped; with the part preflight, passed to the application. */
@TestInstance(Lifecycle.PER_CLASS)
class NginxPreflightIT {
    private static final String PREFLIGHT = "Origin: https://app.example.com\r\nAccess-Control-Request-Method: DELETE";
    private static final String ALLOWED = "HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin:"
            + " https://app.example.com\r\nAccess-Control-Allow-Headers: x-api-key\r\nConnection: close\r\n\r\n";

    private final SocketServer application = SocketServer.start((head, socket) -> SocketServer.send(socket, ALLOWED));
    private final Server server = ServerSession.server();
    private final Nginx shipped = start();
    private final Nginx open = start("parts", "preflight");
    private final Tenant tenant = new Tenant(server);
    private final String key = tenant.issue("page").key();

    private Nginx start(String... parts) {
        return Nginx.start(server.port(), application.port(), Crowd.TRUSTED, parts);
    }

    @AfterAll
    void stop() {
        tenant.close();
        shipped.close();
        open.close();
        application.close();
        Crowd.assertNoKeyIsLogged(shipped);
        Crowd.assertNoKeyIsLogged(open);
    }

    private static Reply send(Nginx nginx, String line, String... headers) throws IOException {
        return Raw.once(
                nginx.port(),
                "127.0.0.1",
                line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }

    @Test
    void preflightIsRefusedAsTheFileIsShipped() throws IOException {
        assertProblem(send(shipped, "OPTIONS /orders/1", PREFLIGHT), 401, "unauthorized");
        assertThat(application.drain()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/orders/1?page=2&q=%C3%A4%20b", "/x%20y", "/v1/authorize"})
    void preflightReachesTheApplicationAsNobodys(String path) throws IOException {
        Reply reply = send(
                open,
                "OPTIONS " + path,
                PREFLIGHT,
                "Access-Control-Request-Headers: x-api-key",
                "Content-Length: 0",
                "X-API-Key: " + key,
                "Authorization: Bearer " + key,
                "Cookie: session=forged",
                "X-Chatelaine-Account: forged",
                "X_Chatelaine_Account: forged",
                "X-Chatelaine-Key-Id: key_forged",
                "X-Original-URI: /forged",
                "X-Rewrite-URL: /forged",
                "Upgrade: h2c");
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.values("Access-Control-Allow-Headers")).containsExactly("x-api-key");
        assertThat(reply.header("X-Request-Id")).startsWith("req_");
        assertThat(application.drain())
                .singleElement()
                .asString()
                .startsWith("OPTIONS " + path + " HTTP/1.1\r\n")
                .contains("\r\nOrigin: https://app.example.com\r\n", "\r\nAccess-Control-Request-Method: DELETE\r\n")
                .contains("\r\nAccess-Control-Request-Headers: x-api-key\r\n")
                .doesNotContain("forged", key, "Cookie", "Authorization", "X-API-Key", "X-Chatelaine", "Upgrade");
    }

    @Test
    void whatIsNoPreflightIsAskedAbout() throws IOException {
        String origin = "Origin: https://app.example.com";
        String method = "Access-Control-Request-Method: GET";
        for (List<String> request : List.of(
                List.of("GET /x", PREFLIGHT),
                List.of("POST /x", PREFLIGHT),
                List.of("DELETE /orders/x", PREFLIGHT),
                List.of("OPTIONSX /x", PREFLIGHT),
                List.of("OPTIONS /x", origin),
                List.of("OPTIONS /x", method),
                List.of("OPTIONS /x", method, "Origin:"),
                List.of("OPTIONS /x", origin, "Access-Control-Request-Method:"),
                List.of("OPTIONS /x", origin, "Access-Control-Request-Method: G T"),
                List.of("OPTIONS /x", PREFLIGHT, "Content-Length: 1"),
                List.of("OPTIONS /x", PREFLIGHT, "Content-Length: 00"),
                List.of("OPTIONS /x", PREFLIGHT, "Transfer-Encoding: chunked"),
                List.of("OPTIONS /x", PREFLIGHT, "X-HTTP-Method-Override: DELETE"),
                List.of("OPTIONS /x", PREFLIGHT, "X-HTTP-Method: DELETE"),
                List.of("OPTIONS /x", PREFLIGHT, "X-Method-Override: DELETE"))) {
            String[] headers = request.subList(1, request.size()).toArray(String[]::new);
            assertProblem(send(open, request.get(0), headers), 401, "unauthorized");
        }
        assertThat(application.drain()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api_key=1",
                "x=1&API_KEY",
                "apikey=",
                "api-key=1",
                "x-api-key=1",
                "access_token=1",
                "access%5Ftoken=1",
                "%61pikey=1",
                "x=1%26apikey=1",
                "apikey%3d1",
                "x=ck_live_short",
                "x=other_test_1",
                "x=ck%5Flive%5Fshort",
                "x=ck_%6cive_short"
            })
    void preflightWithAKeyInItsQueryIsRefused(String query) throws IOException {
        assertThat(send(open, "OPTIONS /x?" + query, PREFLIGHT).status()).isIn(400, 401);
        assertThat(send(open, "OPTIONS /orders/x?" + query, PREFLIGHT).status()).isIn(400, 401);
        assertThat(application.drain()).isEmpty();
    }

    @Test
    void chatelainesOwnPagesKnowNoPreflight() throws IOException {
        for (String path : List.of("/v1/health", "/problems/not-found")) {
            Reply no = send(open, "OPTIONS " + path, PREFLIGHT);
            assertProblem(no, 405, "method_not_allowed");
            assertThat(no.headers()).noneMatch(header -> header.startsWith("Access-Control"));
        }
    }

    @Test
    void requestAfterThePreflightNeedsItsKey() throws IOException {
        assertProblem(send(open, "DELETE /x", "Origin: https://app.example.com"), 401, "unauthorized");
        assertThat(application.drain()).isEmpty();
        Reply reply = send(open, "DELETE /x", "Origin: https://app.example.com", "X-API-Key: " + key);
        assertThat(reply.status()).isEqualTo(204);
        assertThat(application.drain())
                .singleElement()
                .asString()
                .contains("\r\nX-Chatelaine-Account: " + tenant.slug());
    }
}
