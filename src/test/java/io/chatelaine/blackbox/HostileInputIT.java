package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requests that no honest client sends, byte by byte; the numbers are those of the threat model. None changes anything:
 * the list of keys is compared before and after each.
 */
class HostileInputIT {
    private static final String MISSING = "Missing API key";
    private static final String INVALID = "Invalid or inactive API key";

    private final Server server = ServerSession.server();
    private final Api admin = Api.admin(server);
    private final Issued key = admin.issue("hostile", "keys:read");
    private String before = "";

    @BeforeEach
    void rememberKeys() {
        before = keys();
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(keys()).isEqualTo(before);
    }

    @Test
    void a01HeadersSentTwiceAre400AndNeitherIsTried() throws IOException {
        String good = key.key();
        for (String headers : List.of(
                "Authorization: Bearer " + good + "\r\nAuthorization: Bearer " + good,
                "Authorization: Bearer " + good + "\r\nauthorization: Bearer x",
                "Authorization: Basic a\r\nAuthorization: Bearer " + good,
                "X-API-Key: " + good + "\r\nX-API-Key: " + good,
                "X-API-Key: " + good + "\r\nx-api-key: x\r\nAuthorization: Bearer " + good,
                "X-API-Key: " + good + "\r\nAuthorization: Bearer x\r\nAuthorization: Bearer y",
                "X-API-Key:\r\nX-API-Key:")) {
            Reply reply = get("/v1/me", headers);
            assertThat(reply.status()).as(headers).isEqualTo(400);
            assertThat(reply.body()).contains("\"/problems/duplicate-credentials\"", "\"bad_request\"");
            assertThat(reply.values("WWW-Authenticate"))
                    .isEqualTo(
                            headers.toLowerCase(java.util.Locale.ROOT).split("authorization:", -1).length > 2
                                    ? List.of("Bearer realm=\"chatelaine\", error=\"invalid_request\"")
                                    : List.of());
        }
    }

    @Test
    void a02JoinedCredentialsAreMalformed() throws IOException {
        String good = key.key();
        for (String value : List.of(good + ", Bearer " + good, good + "," + good, good + " " + good, good + " x")) {
            assertRefused("Authorization: Bearer " + value, INVALID);
            assertRefused("X-API-Key: " + value, INVALID);
        }
    }

    @Test
    void a03EmptyCredentialsAreNone() throws IOException {
        for (String header : List.of(
                "Authorization:",
                "Authorization: ",
                "Authorization: Bearer",
                "Authorization: Bearer ",
                "Authorization: bearer \t ",
                "X-API-Key:",
                "X-API-Key:  \t ")) {
            assertRefused(header, MISSING);
        }
    }

    @Test
    void a04SchemeIsReadInAnyCaseAndWhiteSpaceOnlyRoundAValue() throws IOException {
        for (String header : List.of(
                "Authorization: bEaReR " + key.key(),
                "Authorization: BEARER    " + key.key(),
                "Authorization:Bearer " + key.key(),
                "authorization: \t Bearer " + key.key() + " \t ",
                "x-aPi-KeY:" + key.key() + "\t")) {
            assertThat(get("/v1/me", header).status()).as(header).isEqualTo(200);
        }
        assertRefused("Authorization: Bearer\t" + key.key(), INVALID);
        assertRefused("X-API-Key: \"" + key.key() + "\"", INVALID);
    }

    @Test
    void a05OtherSchemesAreNoCredential() throws IOException {
        for (String scheme : List.of("Basic dTpw", "Digest username=\"a\"", "Negotiate x", "Bearerx y", key.key())) {
            assertRefused("Authorization: " + scheme, MISSING);
            assertThat(get("/v1/me", "Authorization: " + scheme + "\r\nX-API-Key: " + key.key())
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a06KeysThatOnlyLookAlikeAreRefused() throws IOException {
        String good = key.key();
        for (String odd : List.of(
                good.toUpperCase(java.util.Locale.ROOT),
                good.toLowerCase(java.util.Locale.ROOT),
                good + "%00",
                good + "%20",
                good.replace('_', '-'),
                "ck_live_" + "!".repeat(36),
                "ck_live_",
                "ck__live_" + good.substring(8),
                "\\u0063" + good.substring(1),
                good + "A",
                good.substring(0, good.length() - 1))) {
            assertRefused("X-API-Key: " + odd, INVALID);
            assertRefused("Authorization: Bearer " + odd, INVALID);
        }
    }

    @Test
    void a10KeysElsewhereThanInAHeaderAreNone() throws IOException {
        String good = key.key();
        for (String path : List.of("/v1/me/" + good, "/v1/me;key=" + good, "/v1/me;X-API-Key=" + good, "/" + good)) {
            assertThat(get(path, "X-Odd: 1").status()).as(path).isEqualTo(401);
        }
        assertThat(get("/v1/me", "Cookie: X-API-Key=" + good + "; Authorization=Bearer " + good)
                        .status())
                .isEqualTo(401);
        assertThat(get("/v1/me?apikey=" + good, "X-Odd: 1").status()).isEqualTo(400);
        String form = "X-API-Key=" + good;
        Reply post = Raw.once(
                server,
                "POST /v1/api-keys HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: " + form.length() + "\r\nConnection: close\r\n\r\n" + form);
        assertThat(post.status()).isEqualTo(401);
    }

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
                Reply first = raw.reply(false);
                assertThat(first.status()).as(framing.getKey()).isIn(400, 401, 501);
                if (first.status() == 400 || first.status() == 501) {
                    assertThat(raw.silent(300)).as(framing.getKey()).isTrue();
                }
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

    private void assertRefused(String header, String title) throws IOException {
        Reply reply = get("/v1/me", header);
        assertThat(reply.status()).as(header).isEqualTo(401);
        assertThat(reply.isProblem()).isTrue();
        assertThat(reply.body())
                .as(header)
                .contains("\"title\":\"" + title + '"')
                .doesNotContain(key.key());
    }

    private Reply get(String path, String header) throws IOException {
        return request("GET " + path, header);
    }

    private Reply request(String line, String header) throws IOException {
        return Raw.once(server, line + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\nConnection: close\r\n\r\n");
    }

    private String keys() {
        return admin.get("/v1/api-keys?status=all&limit=100").body();
    }
}
