package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Raw.Reply;
import io.chatelaine.testing.Application;
import io.chatelaine.testing.Doorman;
import io.chatelaine.testing.Nginx;
import io.chatelaine.testing.SocketServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams and protocol upgrades behind nginx. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("own-server")
class NginxStreamsIT {
    private final Semaphore goOn = new Semaphore(0);
    private final Application doorman = Doorman.start();
    private final SocketServer application = SocketServer.start(this::serve);
    private final Nginx nginx = Nginx.start(doorman.port(), application.port());

    @AfterAll
    void stop() {
        nginx.close();
        application.close();
        doorman.close();
        Crowd.assertNoKeyIsLogged(nginx);
    }

    private void serve(String head, Socket socket) throws IOException, InterruptedException {
        if (head.contains("Upgrade: ")) {
            SocketServer.send(
                    socket, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
            socket.getOutputStream().write(socket.getInputStream().readNBytes(5));
            return;
        }
        if (!head.startsWith("POST /v1/chat/completions ")) {
            SocketServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nplain");
            return;
        }
        SocketServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
        for (int i = 0; i < 3; i++) {
            SocketServer.send(socket, "data: " + i + "\n\n");
            goOn.acquire();
        }
        SocketServer.send(socket, "data: [DONE]\n\n");
    }

    /** The application sends an event only after the client has read the previous one. */
    @Test
    void eachServerSentEventPassesAtOnce() throws IOException {
        String body = "{\"stream\":true}";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), nginx.port())) {
            socket.setSoTimeout(10_000);
            SocketServer.send(
                    socket,
                    "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + Doorman.KEY
                            + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (int i = 0; i < 3; i++) {
                awaitLine(in, "data: " + i);
                goOn.release();
            }
            awaitLine(in, "data: [DONE]");
        }
    }

    /** Reads until a line arrives; fails after ten seconds without data. */
    private static void awaitLine(BufferedReader in, String wanted) throws IOException {
        String line = in.readLine();
        while (line != null && !line.equals(wanted)) {
            line = in.readLine();
        }
        assertThat(line).isEqualTo(wanted);
    }

    @Test
    void webSocketIsOpenedWithAKeyOnly() throws IOException {
        application.drain();
        try (Raw raw = new Raw(nginx.port(), "127.0.0.1")) {
            raw.send(upgrade("WebSocket", "X-API-Key: " + Doorman.KEY));
            Reply switched = raw.reply(false);
            assertThat(switched.status()).isEqualTo(101);
            assertThat(switched.header("Upgrade")).isEqualTo("websocket");
            raw.send("hello");
            assertThat(raw.bytes(5)).isEqualTo("hello");
        }
        assertThat(application.drain())
                .singleElement()
                .asString()
                .contains("\r\nUpgrade: websocket\r\nConnection: upgrade\r\n")
                .contains("\r\nX-Chatelaine-Account: acme\r\n")
                .doesNotContain(Doorman.KEY);
        assertThat(Raw.once(nginx.port(), "127.0.0.1", upgrade("websocket", "X-Other: 1"))
                        .status())
                .isEqualTo(401);
        assertThat(application.drain()).isEmpty();
    }

    /** A connection that speaks HTTP/2 to the application would carry requests without authorization. */
    @ParameterizedTest
    @ValueSource(strings = {"h2c", "websocket, h2c", "h2c, websocket", "websocket\r\nUpgrade: h2c", "TLS/1.0", "x"})
    void noOtherProtocolIsOffered(String protocol) throws IOException {
        application.drain();
        Reply reply = Raw.once(
                nginx.port(),
                "127.0.0.1",
                upgrade(protocol, "X-API-Key: " + Doorman.KEY + "\r\nHTTP2-Settings: AAMAAABkAAQAAP__"));
        assertThat(application.drain())
                .allSatisfy(head -> assertThat(head)
                        .doesNotContainIgnoringCase("h2c")
                        .doesNotContainIgnoringCase("HTTP2-Settings")
                        .doesNotContain("Upgrade: TLS", "Upgrade: x"));
        assertThat(reply.status()).isIn(200, 101, 400);
        if (!protocol.startsWith("websocket\r\n")) {
            assertThat(reply.body()).isEqualTo("plain");
        }
    }

    private static String upgrade(String protocol, String header) {
        return "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: " + protocol
                + "\r\nConnection: Upgrade, HTTP2-Settings\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + header + "\r\n\r\n";
    }
}
