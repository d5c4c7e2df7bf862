package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.blackbox.Raw.Reply;
import io.chatelaine.testing.Application;
import io.chatelaine.testing.Nginx;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that nginx passes to Chatelaine without a key: public pages, and only the path of the client's request. */
@TestInstance(Lifecycle.PER_CLASS)
class NginxOpenPathsIT {
    private static final String CLIENT = "127.0.0.3";

    private final Application application = Application.start(seen -> Application.Answer.of(200, "inside"));
    private final Server server = ServerSession.server();
    private final Nginx nginx = Nginx.start(server.port(), application.port(), Crowd.TRUSTED);
    private final Tenant tenant = new Tenant(server);
    private final Issued key =
            tenant.issue(RestrictedKeys.named("restricted", "\"ips\":[\"" + CLIENT + "\"]", "keys:read"));

    @AfterAll
    void stop() {
        tenant.close();
        nginx.close();
        application.close();
        Crowd.assertNoKeyIsLogged(nginx);
    }

    @AfterEach
    void applicationHasSeenNothing() {
        assertThat(application.drain()).isEmpty();
    }

    private Reply send(String line, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return Raw.once(
                nginx.port(), "127.0.0.1", line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + more + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/health", "/v1/health?x=y", "/v1/./health", "//v1/health", "/v1/%68ealth"})
    void healthNeedsNoKey(String path) throws IOException {
        Reply reply = send("GET " + path);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(reply.header("X-Request-Id")).startsWith("req_");
        assertThat(send("HEAD " + path).status()).isEqualTo(200);
    }

    @Test
    void pageOfAProblemIsOpen() throws IOException {
        Reply page = send("GET /problems/missing-api-key");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Missing API key");
        assertProblem(send("GET /problems/no-such"), 404, "not_found");
        assertThat(send("GET /_chatelaine").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "FOO"})
    void otherMethodsAreAnsweredByChatelaine(String method) throws IOException {
        for (String path : List.of("/v1/health", "/problems/missing-api-key")) {
            Reply no = send(method + ' ' + path, "X-HTTP-Method-Override: GET", "Content-Length: 0");
            assertProblem(no, 405, "method_not_allowed");
            assertThat(no.header("Allow")).isEqualTo("GET, HEAD");
        }
    }

    @Test
    void bodyIsLeftBehindAndALargeOneRefused() throws IOException {
        String start = "POST /v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
        assertProblem(once(start + "Content-Length: 2\r\n\r\n{}"), 405, "method_not_allowed");
        assertProblem(
                once(start + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"), 405, "method_not_allowed");
        assertProblem(once(start + "Content-Length: 16385\r\n\r\n"), 413, "too_large");
    }

    private Reply once(String request) throws IOException {
        return Raw.once(nginx.port(), "127.0.0.1", request);
    }

    /** Chatelaine trusts the address headers of this nginx, so only a plain name may reach it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/me;jsessionid=1/../../problems/x",
                "/v1/me/../../problems/x",
                "/v1/api-keys/..;/../problems/x",
                "/problems/../v1/me",
                "/problems/..%2fv1%2fme",
                "/problems/..;/v1/me",
                "/problems/%2e%2e/v1/me",
                "/problems/x%0a",
                "/problems/x%0aX-Forwarded-For:%20127.0.0.3",
                "/problems/x%0d%0aX-Forwarded-For:%20127.0.0.3",
                "/problems/x%20HTTP/1.1",
                "/problems/x;/../../v1/me",
                "/problems/x%3f/../../v1/me",
                "/problems/%2e%2e%2fv1%2fme",
                "/problems/x%00",
                "/v1/health%0a",
                "/v1/health/../me",
                "/v1/health;/../me",
                "/v1/health%2f..%2fme",
                "http://x/problems/../v1/me"
            })
    void forgedAddressOpensNothing(String path) throws IOException {
        for (String forged : List.of("X-Forwarded-For: " + CLIENT, "X-Original-URI: /v1/me")) {
            Reply no = send("GET " + path, "X-API-Key: " + key.key(), forged, "X-Original-Method: GET");
            assertThat(no.status()).as(no.body()).isIn(400, 403, 404);
            assertThat(no.body()).doesNotContain("\"data\"", key.id());
        }
    }

    @Test
    void nothingOfAClientsHeadersIsBelieved() throws IOException {
        Reply reply = send(
                "GET /v1/health?api_key=" + key.key(),
                "X-API-Key: " + key.key(),
                "X-API-Key: twice",
                "X-Original-URI: /v1/me",
                "X-Forwarded-For: junk",
                "Upgrade: h2c",
                "Cookie: " + "c".repeat(3000));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"status\":\"UP\"}");
    }
}
