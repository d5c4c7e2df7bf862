package io.chatelaine.blackbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The plain listener speaks HTTP/1.1 alone: HTTP/2 without TLS is another way to write a request, and to exhaust memory. */
class Http2IT {
    private static final String EMPTY_SETTINGS = "\0\0\0\4\0\0\0\0\0";

    private final Server server = ServerSession.server();

    @Test
    void prefaceOfHttp2IsNoGreeting() throws IOException {
        try (Raw raw = new Raw(server)) {
            raw.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + EMPTY_SETTINGS);
            String said = new String(raw.everything(3000), ISO_8859_1);
            assertThat(said).doesNotContain(EMPTY_SETTINGS.substring(0, 4));
            assertThat(said).matches("(?s)|HTTP/1\\.[01] [45].*");
        }
    }

    @Test
    void upgradeToHttp2IsNotMade() throws IOException {
        try (Raw raw = new Raw(server)) {
            raw.send(String.join(
                    "\r\n",
                    "GET /v1/health HTTP/1.1",
                    "Host: x",
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABkAAQAAP__",
                    "",
                    ""));
            Reply reply = raw.reply(false);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(reply.header("Upgrade")).doesNotContain("h2c");
            raw.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + EMPTY_SETTINGS);
            assertThat(new String(raw.everything(1000), ISO_8859_1)).doesNotContain(EMPTY_SETTINGS.substring(0, 4));
        }
    }
}
