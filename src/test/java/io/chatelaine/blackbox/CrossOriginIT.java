package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Requests from pages of other origins. The shop allows preflights, the other applications refuse them. In all of them,
 * a page of an allowed origin can read why a request was refused. Chatelaine's own resources send no CORS headers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossOriginIT {
    private static final String PAGE = "Origin: https://app.example.com\r\n";
    private static final String ASKS = "Access-Control-Request-Method: DELETE\r\n";
    private static final String ALLOW = "Access-Control-Allow-Origin";
    private static final String EXPOSE = "Access-Control-Expose-Headers";

    private final Server server = ServerSession.server();
    private final Tenant tenant = new Tenant(server);
    private final String key = tenant.issue("page").key();

    @AfterAll
    void close() {
        tenant.close();
    }

    private Reply send(String from, String line, String headers) throws IOException {
        return Raw.once(server.port(), from, line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers);
    }

    private Reply send(String line, String headers) throws IOException {
        return send("127.0.0.1", line, headers + "\r\n");
    }

    @Test
    void preflightReachesTheApplicationWithoutKeyAndCookie() throws IOException {
        for (String origin : List.of(PAGE, "Origin: https://unknown.example\r\n", "Origin: null\r\n")) {
            Reply seen = send(
                    "OPTIONS /shop/v1/orders/5",
                    origin + ASKS + "Access-Control-Request-Headers: x-api-key\r\nX-API-Key: " + key
                            + "\r\nAuthorization: Bearer " + key
                            + "\r\nCookie: a=b; JSESSIONID=1\r\nContent-Length: 0\r\n");
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.body())
                    .startsWith("principal=null cookies=0 headers=")
                    .containsIgnoringCase("Access-Control-Request-Headers")
                    .doesNotContainIgnoringCase("x-api-key,")
                    .doesNotContainIgnoringCase("authorization")
                    .doesNotContainIgnoringCase("cookie,");
            assertThat(seen.header("X-Early")).isEqualTo("key=false cookie=false");
            assertThat(seen.header("Cache-Control")).contains("private");
            assertThat(seen.values("Set-Cookie")).isEmpty();
            assertThat(seen.values(ALLOW))
                    .as("the application says itself who may call")
                    .isEmpty();
        }
    }

    @Test
    void whatCouldBeMoreThanAPreflightIsJudged() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String headers : List.of(
                "",
                PAGE,
                ASKS,
                PAGE + "Access-Control-Request-Method: \r\n",
                "Origin: \r\n" + ASKS,
                PAGE + PAGE + ASKS,
                PAGE + ASKS + ASKS,
                PAGE + ASKS + "X-HTTP-Method-Override: DELETE\r\n",
                PAGE + ASKS + "x-http-method: DELETE\r\n",
                PAGE + ASKS + "X-Method-Override: DELETE\r\n",
                PAGE + ASKS + "Content-Length: 2\r\n\r\n{}",
                PAGE + ASKS + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n")) {
            lines.add("OPTIONS /shop/v1/orders/5|" + headers);
        }
        for (String line : List.of(
                "OPTIONS /shop/v1/orders/5?api_key=x",
                "OPTIONS /shop/v1/orders/5?q=" + key,
                "OPTIONS /shop/v1/orders/5?q=ck%5Flive%5Fx",
                "GET /shop/v1/orders/5",
                "DELETE /shop/v1/orders/5",
                "options /shop/v1/orders/5",
                "OPTIONS /orders/v1/sets",
                "OPTIONS /v1/me",
                "OPTIONS /v1/api-keys",
                "OPTIONS /v1/authorize")) {
            lines.add(line + '|' + PAGE + ASKS);
        }
        for (String line : lines) {
            String[] parts = line.split("\\|", 2);
            Reply refused = send(parts[0], parts[1]);
            assertThat(refused.status()).as(line).isIn(400, 401, 403);
            assertThat(refused.isProblem()).as(line).isTrue();
            assertThat(refused.header("X-Reached")).as(line).isEmpty();
        }
    }

    @Test
    void namedPageReadsWhyItWasRefused() throws IOException {
        Issued spent = tenant.issue(Tenant.asked("spent").put("tier", "daily"));
        for (int i = 0; i < 4; i++) {
            assertThat(tenant.client(spent).get("/orders/v1/sets").status()).isEqualTo(200);
        }
        String good = "X-API-Key: " + key + "\r\n";
        String asked = "X-Original-URI: /x\r\nX-Original-Method: GET\r\n";
        List<Reply> refusals = List.of(
                send("GET /shop/v1/orders/5", PAGE),
                send("GET /shop/v1/orders/5?api_key=x", PAGE),
                send("GET /shop/v1/orders/5", PAGE + "Transfer-Encoding: x\r\n"),
                send("GET /orders/v1/sets", PAGE + "X-API-Key: wrong\r\n"),
                send("GET /orders/v1/sets", PAGE + "X-API-Key: " + spent.key() + "\r\n"),
                send(Raw.PROXY, "GET /v1/authorize", PAGE + asked + "\r\n"),
                send(Raw.PROXY, "GET /v1/authorize?scope=admin", PAGE + asked + good + "\r\n"),
                send(Raw.PROXY, "GET /v1/authorize?mode=nginx", PAGE + asked + "\r\n"),
                send("GET /v1/authorize", PAGE + asked + good));
        List<Integer> statuses = List.of(401, 400, 400, 401, 429, 401, 403, 401, 403);
        for (int i = 0; i < statuses.size(); i++) {
            Reply refusal = refusals.get(i);
            assertThat(refusal.status()).as("%d", i).isEqualTo(statuses.get(i));
            assertThat(refusal.values(ALLOW)).as("%d", i).containsExactly("https://app.example.com");
            assertThat(refusal.values(EXPOSE))
                    .as("%d", i)
                    .containsExactly("WWW-Authenticate, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id");
            assertThat(String.join(", ", refusal.values("Vary"))).as("%d", i).contains("Origin");
            assertThat(refusal.values("Access-Control-Allow-Credentials")).isEmpty();
        }
    }

    @Test
    void otherPageReadsNothing() throws IOException {
        for (String origin : List.of(
                "",
                "Origin: https://evil.example\r\n",
                "Origin: https://app.example.com.evil.example\r\n",
                "Origin: http://app.example.com\r\n",
                "Origin: https://app.example.com:443\r\n",
                "Origin: https://APP.example.com\r\n",
                "Origin: null\r\n",
                PAGE + "Origin: https://evil.example\r\n")) {
            Reply refusal = send("GET /shop/v1/orders/5", origin);
            assertProblem(refusal, 401, "unauthorized");
            assertThat(refusal.values(ALLOW)).as(origin).isEmpty();
            assertThat(refusal.values(EXPOSE)).as(origin).isEmpty();
            // Without Vary, a cache would mix the responses to the allowed origin and to this one.
            assertThat(String.join(", ", refusal.values("Vary"))).contains("Origin");
        }
    }

    @Test
    void chatelainesOwnResourcesKnowNothingOfOrigins() throws IOException {
        for (String line :
                List.of("GET /v1/me", "GET /v1/nothing", "OPTIONS /v1/me", "GET /v1/health", "GET /problems/x")) {
            for (String sent : List.of("", "X-API-Key: " + key + "\r\n")) {
                Reply reply = send(line, PAGE + ASKS + sent);
                assertThat(reply.headers())
                        .as(line)
                        .noneMatch(header ->
                                header.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
            }
        }
        Reply good = send("GET /shop/v1/orders/5", PAGE + "X-API-Key: " + key + "\r\n");
        assertThat(good.status()).isEqualTo(200);
        assertThat(good.values(ALLOW))
                .as("an answer that is no refusal is the application's")
                .isEmpty();
    }
}
