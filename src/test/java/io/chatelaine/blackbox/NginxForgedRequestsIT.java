package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Raw.Reply;
import io.chatelaine.testing.Application;
import io.chatelaine.testing.Doorman;
import io.chatelaine.testing.Nginx;
import io.chatelaine.testing.SocketServer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that a client with a valid key can make nginx send to the application. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("own-server")
class NginxForgedRequestsIT {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\ninside";

    private final Application doorman = Doorman.start();
    private final SocketServer application = SocketServer.start((head, socket) -> SocketServer.send(socket, ANSWER));
    private final Nginx nginx = Nginx.start(doorman.port(), application.port());

    @AfterAll
    void stop() {
        nginx.close();
        application.close();
        doorman.close();
        Crowd.assertNoKeyIsLogged(nginx);
    }

    private Reply send(String line, String... headers) throws IOException {
        application.drain();
        doorman.drain();
        return Raw.once(
                nginx.port(),
                "127.0.0.1",
                line + "\r\nX-API-Key: " + Doorman.KEY + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X_Chatelaine_Account: forged",
                "X-Chatelaine_Account: forged",
                "X-Chatelaine.Account: forged",
                "X-Chatelaine-Account: forged",
                "x-chatelaine-account: forged",
                "X-CHATELAINE-SCOPES: forged",
                "X-Chatelaine-Tier: forged\r\nX-Chatelaine-Tier: forged",
                "X-Chatelaine-Problem: forged",
                "X-Original-URI: /forged",
                "X-Original-URL: /forged",
                "X-Rewrite-URL: /forged",
                "X-Original-Method: FORGED",
                "X-HTTP-Method-Override: FORGED",
                "X-HTTP-Method: FORGED",
                "X-Method-Override: FORGED"
            })
    void headerThatIsTakenForOursOrForAnotherRequestStaysOutside(String headers) throws IOException {
        for (String connection : List.of("close", "close, " + headers.substring(0, headers.indexOf(':')))) {
            Reply reply = send("GET /x HTTP/1.1", "Host: x", "Connection: " + connection, headers);
            assertThat(reply.body()).isEqualTo("inside");
            assertThat(application.drain())
                    .singleElement()
                    .asString()
                    .doesNotContainIgnoringCase("forged")
                    .contains("\r\nX-Chatelaine-Account: acme\r\n", "\r\nX-Chatelaine-Key-Id: key_1\r\n")
                    .contains("\r\nX-Forwarded-For: 127.0.0.1\r\n")
                    .doesNotContain(Doorman.KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Chatelaine-Account : forged",
                "X-Chatelaine-Account: a\rX-Chatelaine-Account: forged",
                " X-Chatelaine-Account: forged",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding : chunked",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: +5",
                "Content-Length: 5, 5",
                "Content-Length: -1",
                "Host: y"
            })
    void requestWithTwoReadingsIsRefused(String headers) throws IOException {
        Reply reply = send("POST /x HTTP/1.1", "Host: x", headers);
        boolean dropped = reply.status() == 200;
        if (dropped) {
            // nginx drops a header with an invalid name: no part of it reaches the application.
            assertThat(headers).startsWith(" X-Chatelaine-Account");
            assertThat(application.drain()).singleElement().asString().doesNotContain("forged");
            return;
        }
        assertThat(reply.status()).isIn(400, 501);
        assertThat(application.drain()).isEmpty();
    }

    /** The host of the request line takes precedence, in nginx and in the application. */
    @ParameterizedTest
    @CsvSource({
        "GET /a?b HTTP/1.1, example.com:81, /a?b, example.com:81",
        "GET /a HTTP/1.1, Example.COM, /a, Example.COM",
        "GET http://example.com/a?b HTTP/1.1, example.com, /a?b, example.com",
        "GET http://example.com:81/a HTTP/1.1, example.com:81, /a, example.com:81",
        "GET http://public.example.com/a HTTP/1.1, admin.example.com, /a, public.example.com",
        "GET http://public.example.com/a/../b HTTP/1.1, admin.example.com, /a/../b, public.example.com",
        "GET http://public.example.com HTTP/1.1, x, /, public.example.com"
    })
    void questionAndRequestAreOfTheSameHostAndPath(String line, String host, String path, String seen)
            throws IOException {
        assertThat(send(line, "Host: " + host, "Connection: close").body()).isEqualTo("inside");
        assertThat(doorman.drain())
                .singleElement()
                .satisfies(question ->
                        assertThat(question.header("X-Original-URI")).isEqualTo(path));
        assertThat(application.drain())
                .singleElement()
                .asString()
                .startsWith("GET " + path + " HTTP/1.1\r\n")
                .contains("\r\nHost: " + seen + "\r\n");
    }

    @Test
    void addressThatAClientClaimsComesBeforeItsOwn() throws IOException {
        send("GET /x HTTP/1.1", "Host: x", "Connection: close", "X-Forwarded-For: 192.0.2.1");
        assertThat(application.drain())
                .singleElement()
                .asString()
                .contains("\r\nX-Forwarded-For: 192.0.2.1, 127.0.0.1\r\n");
    }

    @Test
    void secondRequestInABodyIsNotOne() throws IOException {
        String inner = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
        try (Raw raw = new Raw(nginx.port(), "127.0.0.1")) {
            application.drain();
            raw.send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: " + inner.length() + "\r\n\r\n" + inner);
            assertThat(raw.reply(false).status()).isEqualTo(401);
            raw.send("GET /y HTTP/1.1\r\nHost: x\r\nX-API-Key: " + Doorman.KEY + "\r\nContent-Length: " + inner.length()
                    + "\r\n\r\n" + inner);
            assertThat(raw.reply(false).body()).isEqualTo("inside");
        }
        assertThat(application.drain()).singleElement().asString().startsWith("GET /y ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRACE /x HTTP/1.1",
                "CONNECT x:80 HTTP/1.1",
                "get /x HTTP/1.1",
                "GET /%zz HTTP/1.1",
                "GET /%00 HTTP/1.1",
                "GET x HTTP/1.1",
                "GET /../x HTTP/1.1"
            })
    void oddRequestLineReachesNobody(String line) throws IOException {
        Reply reply = send(line, "Host: x", "Connection: close");
        assertThat(reply.status()).isIn(400, 405);
        assertThat(application.drain()).isEmpty();
        assertThat(reply.body().toLowerCase(Locale.ROOT)).doesNotContain(Doorman.KEY.toLowerCase(Locale.ROOT));
    }
}
