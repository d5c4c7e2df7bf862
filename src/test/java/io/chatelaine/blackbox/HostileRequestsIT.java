package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests with misleading methods, targets, connections and bodies. */
class HostileRequestsIT extends Hostile {
    @Test
    void a12MethodAndTargetTricksHaveNoEffect() throws IOException {
        String credential = "X-API-Key: " + key.key();
        for (String header : List.of(
                "X-HTTP-Method-Override: DELETE",
                "X-HTTP-Method: DELETE",
                "X-Method-Override: DELETE",
                "X-Original-URL: /v1/health",
                "X-Rewrite-URL: /v1/health",
                "X-Forwarded-Path: /v1/health")) {
            assertThat(get("/v1/api-keys/" + key.id(), credential + "\r\n" + header)
                            .body())
                    .as(header)
                    .contains("\"status\":\"active\"");
            assertThat(get("/v1/me", header).status()).as(header).isEqualTo(401);
        }
        assertThat(get("/v1/api-keys/" + key.id() + "?_method=DELETE", credential)
                        .status())
                .isEqualTo(200);
        assertThat(request("GET http://elsewhere.example/v1/me", "X-Odd: 1").status())
                .isEqualTo(401);
        assertThat(request("GET http://elsewhere.example/v1/health", "X-Odd: 1").body())
                .isEqualTo("{\"status\":\"UP\"}");
        for (String method : List.of("OPTIONS", "FOO", "CONNECT", "PROPFIND", "get", "A".repeat(300))) {
            Reply anonymous = request(method + " /v1/api-keys", "X-Odd: 1");
            assertThat(anonymous.status()).as(method).isEqualTo(401);
            Reply known = request(method + " /v1/api-keys", credential);
            assertThat(known.status()).as(method).isEqualTo(405);
            assertThat(known.header("Allow")).isEqualTo("GET, HEAD, POST");
        }
        Reply location = Raw.once(
                server,
                "POST /v1/api-keys HTTP/1.1\r\nHost: evil.example\r\n" + credential
                        + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        assertThat(location.status()).isEqualTo(403);
        assertThat(String.join("\n", location.headers())).doesNotContain("evil.example");
    }

    @Test
    void a13NothingIsJudgedOnAPublicPath() throws IOException {
        for (String header : List.of("X-API-Key: wrong", "X-API-Key: a\r\nX-API-Key: b", "Authorization: Bearer x")) {
            assertThat(get("/v1/health", header).status()).isEqualTo(200);
            assertThat(get("/problems/not-found", header).status()).isEqualTo(200);
        }
    }

    @Test
    void a14IdentityIsNotRememberedOnAConnectionOrInACookie() throws IOException {
        try (Raw raw = new Raw(server)) {
            raw.send("GET /v1/me HTTP/1.1\r\nHost: x\r\nX-API-Key: " + key.key() + "\r\n\r\n");
            Reply known = raw.reply(false);
            assertThat(known.status()).isEqualTo(200);
            assertThat(known.values("Set-Cookie")).isEmpty();
            for (String cookie : List.of("X-Odd: 1", "Cookie: JSESSIONID=1", "Cookie: JSESSIONIDSSO=1")) {
                raw.send("GET /v1/me HTTP/1.1\r\nHost: x\r\n" + cookie + "\r\n\r\n");
                assertThat(raw.reply(false).status()).isEqualTo(401);
            }
        }
    }

    /** {@link FramingIT} has more of these requests, to more resources. */
    @Test
    void a09OneRequestHasOneAnswer() throws IOException {
        String smuggled = "GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n";
        Map<String, String> framings = Map.of(
                "Content-Length: 4\r\nTransfer-Encoding: chunked", "0\r\n\r\n" + smuggled,
                "Content-Length: 4\r\nContent-Length: 4", "abcd" + smuggled,
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "0\r\n\r\n" + smuggled,
                "Transfer-Encoding: xchunked", "0\r\n\r\n" + smuggled);
        for (Map.Entry<String, String> framing : framings.entrySet()) {
            try (Raw raw = new Raw(server)) {
                raw.send("POST /v1/api-keys HTTP/1.1\r\nHost: x\r\n" + framing.getKey()
                        + "\r\nContent-Type: application/json\r\n\r\n" + framing.getValue());
                assertThat(raw.reply(false).status()).as(framing.getKey()).isEqualTo(400);
                assertThat(raw.closed()).as(framing.getKey()).isTrue();
            }
        }
    }

    @Test
    void a18ReaderCannotMakeOrRevoke() {
        Api reader = Api.withKey(server, key.key());
        assertThat(reader.post("/v1/api-keys", "{\"name\":\"x\"}").status()).isEqualTo(403);
        assertThat(reader.delete("/v1/api-keys/" + key.id()).status()).isEqualTo(403);
    }

    @Test
    void a19JsonBombsAreRefusedQuickly() {
        long start = System.nanoTime();
        for (String body : List.of(
                "{\"name\":" + "[".repeat(8000),
                "{\"name\":" + "{\"a\":".repeat(2000) + "1" + "}".repeat(2001),
                "{\"name\":1" + "0".repeat(16000) + "}",
                "{\"name\":1e" + "9".repeat(9000) + "}",
                "{" + "\"a\":1,".repeat(2000) + "\"a\":1}",
                "{\"name\":\"\\ud800\\ud800\"}",
                "{\"__proto__\":{\"admin\":true}}",
                "[".repeat(10_000_000))) {
            assertThat(admin.post("/v1/api-keys", body).status()).isIn(400, 413, 422);
        }
        assertThat((System.nanoTime() - start) / 1_000_000_000.0).isLessThan(60);
    }

    @Test
    void a27ErrorsTellNothingOfTheInside() throws IOException {
        for (String path : List.of("/v1/nothing", "/v1/api-keys/%7B%7D", "/v1/api-keys?cursor=%27", "/nothing.jsp")) {
            Reply reply = get(path, "X-API-Key: " + server.adminKey());
            assertThat(reply.isProblem()).as(path).isTrue();
            assertThat(reply.body()).doesNotContain("Exception", "at org.", "at io.", "SQL", "jakarta", "glassfish");
            assertThat(reply.header("Server") + reply.header("X-Powered-By")).doesNotContainPattern("[0-9]");
        }
    }
}
