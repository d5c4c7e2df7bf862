package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Requests with an ambiguous end (A9), by raw socket: each gets 400 and the connection is closed, so that the bytes
 * after it are never read as another request. The credential makes no difference.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramingIT {
    private static final String CHUNKS = "4\r\nabcd\r\n0\r\n\r\n";
    private static final String SMUGGLED = "GET /v1/health HTTP/1.1\r\nHost: x\r\nX-Request-Id: smuggled\r\n\r\n";
    private static final List<String> ENCODINGS = List.of(
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: identity, chunked",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: chunkedx",
            "Transfer-Encoding: identity",
            "Transfer-Encoding:",
            "Transfer-Encoding: \"chunked\"",
            "Transfer-Encoding: chunked;q=1",
            "Transfer-Encoding: \u000bchunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding : chunked",
            "Transfer-Encoding\t: chunked",
            "Content-Length: 4\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 4",
            "Content-Length: 4\r\nTransfer-Encoding: xchunked",
            "Content-Length: 4\r\nTransfer-Encoding: identity",
            "Host: y\r\nTransfer-Encoding: chunked");
    private static final List<String> LENGTHS = List.of(
            "Content-Length: 4\r\nContent-Length: 4",
            "Content-Length: 4\r\nContent-Length: 5",
            "Content-Length: 4, 4",
            "Content-Length: +4",
            "Content-Length: -4",
            "Content-Length: 0x4",
            "Content-Length:",
            "Content-Length: 99999999999999999999",
            "Content-Length: 4 4",
            "Content-Length : 4",
            "Host: y\r\nContent-Length: 4",
            "Host: x\r\nContent-Length: 4");

    /** Faults that Undertow corrects before the WAR sees them, which RFC 9112 allows (§2.2, §5.2). */
    private static final List<String> LINES = List.of(
            "X-A: b\n", "X-A: b\nX-B: c\r\n", "X-A: b\r\n c\r\n", "X-A: b\r\n\tContent-Length: 9\r\n", "X-A\r\n");

    private final Server server = ServerSession.server();
    private final Tenant tenant = new Tenant(server);
    private final String key =
            "X-API-Key: " + tenant.issue("framer", "keys:write").key() + "\r\n";
    /** Request lines to different kinds of resources. */
    private final List<String> starts = List.of(
            "POST /v1/api-keys HTTP/1.1\r\nHost: x\r\n",
            "POST /v1/api-keys HTTP/1.1\r\nHost: x\r\n" + key,
            "POST /v1/health HTTP/1.1\r\nHost: x\r\n",
            "POST /v1/authorize HTTP/1.1\r\nHost: x\r\n" + key,
            "POST /shop/v1/orders HTTP/1.1\r\nHost: x\r\n" + key,
            "POST /shop/pages/x HTTP/1.1\r\nHost: x\r\n");

    @AfterAll
    void close() {
        tenant.close();
    }

    private static Map<String, String> framings() {
        Map<String, String> framings = new LinkedHashMap<>();
        ENCODINGS.forEach(headers -> framings.put(headers, CHUNKS));
        LENGTHS.forEach(headers -> framings.put(headers, "abcd"));
        return framings;
    }

    @Test
    void a09RequestWithTwoEndsIs400AndTheConnectionIsClosed() throws IOException {
        for (Map.Entry<String, String> framing : framings().entrySet()) {
            for (String start : starts) {
                assertRefused(start + "Content-Type: application/json\r\n" + framing.getKey() + "\r\n\r\n"
                        + framing.getValue() + SMUGGLED);
            }
        }
    }

    @Test
    void a09ChunksAreOfAnotherProtocolThanHttp10() throws IOException {
        assertRefused("POST /v1/api-keys HTTP/1.0\r\nHost: x\r\n" + key + "Transfer-Encoding: chunked\r\n"
                + "Connection: keep-alive\r\n\r\n" + CHUNKS + SMUGGLED);
    }

    @Test
    void a09ControlCharacterInAHeaderIs400() throws IOException {
        for (String odd : List.of("a\0b", "a\u0001", "a\u007f")) {
            for (String start : starts) {
                assertRefused(start + "X-A: " + odd + "\r\nContent-Length: 4\r\n\r\nabcd" + SMUGGLED);
            }
        }
    }

    @Test
    void a09LinesThatAParserForgivesAre400WhereTheBytesAreThere() throws IOException {
        for (String start : starts) {
            for (String lines : LINES) {
                String sent = start + lines + "Content-Type: application/json\r\nContent-Length: 4\r\n\r\nabcd";
                if (Cell.current().onWildFly()) {
                    assertInStep(sent);
                } else {
                    assertRefused(sent + SMUGGLED);
                }
            }
            for (String sent : List.of(
                    start + "Content-Length: 4\r\n\nabcd",
                    start.replace("HTTP/1.1\r\n", "HTTP/1.1\n") + "Content-Length: 4\r\n\r\nabcd",
                    start + "Transfer-Encoding:\r\n chunked\r\n\r\n" + CHUNKS)) {
                if (Cell.current().onWildFly()) {
                    assertInStep(sent);
                } else {
                    assertRefused(sent + SMUGGLED);
                }
            }
        }
    }

    private void assertRefused(String sent) throws IOException {
        try (Raw raw = new Raw(server)) {
            raw.send(sent);
            Reply only = raw.reply(false);
            assertThat(only.status()).as(sent).isEqualTo(400);
            assertThat(only.header("X-Reached")).as(sent).isEmpty();
            assertThat(raw.closed()).as("closed after %s", sent).isTrue();
        }
    }

    /** The same requests without the fault are accepted: only the fault causes the 400. */
    @Test
    void requestWithOneEndIsAnsweredAndTheNextOneToo() throws IOException {
        for (String framing : List.of(
                "Content-Length: 4\r\n\r\nabcd",
                "Transfer-Encoding: chunked\r\n\r\n" + CHUNKS,
                "Transfer-Encoding: CHUNKED\r\n\r\n" + CHUNKS)) {
            for (String start : starts) {
                assertInStep(start + "Content-Type: application/json\r\n" + framing);
            }
        }
    }

    private void assertInStep(String sent) throws IOException {
        try (Raw raw = new Raw(server)) {
            raw.send(sent + SMUGGLED);
            Reply first = raw.reply(false);
            assertThat(first.header("X-Request-Id")).as(sent).isNotEqualTo("smuggled");
            if (!first.header("Connection").equals("close")) {
                assertThat(raw.reply(false).header("X-Request-Id")).as(sent).isEqualTo("smuggled");
            }
        }
    }
}
