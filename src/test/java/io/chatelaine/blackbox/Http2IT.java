package io.chatelaine.blackbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The plain listener speaks HTTP/1.1 only: HTTP/2 without TLS adds a request syntax and a way to exhaust memory. */
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

    /** The JDK's client, for example, offers the upgrade with each request, and sends the body separately. */
    @Test
    void bodyBehindAnOfferOfHttp2IsRead() throws IOException {
        try (Tenant tenant = new Tenant(server)) {
            String key = tenant.issue("java", "keys:read", "keys:write").key();
            Api.KEYS_SEEN.add(key);
            String made = offered("POST", "/v1/api-keys", key, "{\"name\":\"x\"}", 201);
            String id = made.substring(made.indexOf("key_"), made.indexOf("key_") + 26);
            offered("PATCH", "/v1/api-keys/" + id, key, "{\"name\":\"y\"}", 200);
            offered("POST", "/v1/api-keys/" + id + "/rotate", key, "{\"grace\":\"PT1H\"}", 201);
            offered("DELETE", "/v1/api-keys/" + id, key, "", 200);
        }
    }

    private String offered(String method, String path, String key, String body, int status) throws IOException {
        String offer = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n";
        String head = method + ' ' + path + " HTTP/1.1\r\nHost: x\r\n" + offer + "X-API-Key: " + key
                + "\r\nContent-Type: application/json\r\n";
        try (Raw raw = new Raw(server)) {
            raw.send(head + "Content-Length: " + body.length() + "\r\n\r\n");
            Server.pause(20);
            raw.send(body);
            Reply reply = raw.reply(false);
            assertThat(reply.status()).as(reply.body()).isEqualTo(status);
            return reply.body();
        }
    }

    @Test
    void chunksBehindAnOfferOfHttp2AreReadOrRefused() throws IOException {
        try (Tenant tenant = new Tenant(server);
                Raw raw = new Raw(server)) {
            String key = tenant.issue("java", "keys:write").key();
            raw.send("POST /v1/api-keys HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nX-API-Key: " + key
                    + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "c\r\n{\"name\":\"x\"}\r\n0\r\n\r\n");
            Reply reply = raw.reply(false);
            assertThat(reply.status()).as(reply.body()).isIn(201, 400);
            assertThat(reply.status() == 201 || reply.body().contains("Upgrade"))
                    .isTrue();
        }
    }
}
