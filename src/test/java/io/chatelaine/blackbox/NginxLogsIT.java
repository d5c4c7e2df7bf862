package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.testing.Application;
import io.chatelaine.testing.Application.Answer;
import io.chatelaine.testing.Doorman;
import io.chatelaine.testing.Nginx;
import io.chatelaine.testing.Ports;
import io.chatelaine.testing.SocketServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Keys in paths, queries and other headers, and failures of nginx: its logs contain no key. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("own-server")
class NginxLogsIT {
    private static final String KEY = Doorman.KEY;
    private static final List<String> PATHS = List.of(
            "/x?api_key=" + KEY,
            "/x?" + KEY.replace("_", "%5F"),
            "/" + KEY,
            "/" + KEY.replace("_", "%5f") + "/x",
            "/" + KEY.replace("_", "%255F"),
            "/" + KEY.replace("live", "l%69ve"),
            "/v1/health?x=" + KEY,
            "/problems/" + KEY,
            "/v1/me?x=" + KEY,
            "/%zz?" + KEY,
            "/x?" + KEY + " HTTP/9.9\r\nX: ");

    private final Application doorman = Doorman.start();
    private final Application lax = Application.start(seen -> Doorman.yes());
    private final Application application = Application.start(seen -> Answer.of(200, "inside"));

    @AfterAll
    void stop() {
        application.close();
        lax.close();
        doorman.close();
    }

    private static void sendAll(Nginx nginx) throws IOException {
        for (String path : PATHS) {
            for (String key : List.of("X-API-Key: " + KEY, "X-API-Key: " + KEY + "\r\nX-API-Key: " + KEY, "X: 1")) {
                Raw.once(
                        nginx.port(),
                        "127.0.0.1",
                        "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + key
                                + "\r\nReferer: https://x/"
                                + KEY + "\r\nUser-Agent: " + KEY + "\r\n" + KEY + "\r\nContent-Length: 20000\r\n\r\n"
                                + KEY + "x".repeat(20_000 - KEY.length()));
            }
        }
        Raw.once(nginx.port(), "127.0.0.1", KEY + " /x HTTP/1.1\r\nHost: x\r\n\r\n");
        Raw.once(nginx.port(), "127.0.0.1", "GET /x HTTP/1.1\r\nHost: " + KEY + "\r\nConnection: close\r\n\r\n");
        Raw.once(nginx.port(), "127.0.0.1", "GET /x HTTP/1.1\r\nHost: x\r\nX: " + KEY.repeat(200) + "\r\n\r\n");
        Raw.once(nginx.port(), "127.0.0.1", "GET /x?" + KEY.repeat(200) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    private static void assertClean(Nginx nginx, String told) {
        assertThat(nginx.awaitLog("logs/access.log", told)).contains(told);
        String tail = KEY.substring("ck_live_".length());
        assertThat(nginx.logs()).doesNotContain(tail).doesNotContain(tail.substring(0, 12));
    }

    @Test
    void logsHoldNoKeyWhoeverIsInTrouble() throws IOException {
        try (Nginx well = Nginx.start(doorman.port(), application.port(), Map.of(), "own-api", "parts", "preflight")) {
            sendAll(well);
            assertClean(well, "chatelaine=401 application=-");
        }
        try (Nginx noChatelaine = Nginx.start(Ports.free(), application.port(), Map.of(), "own-api")) {
            sendAll(noChatelaine);
            assertClean(noChatelaine, "chatelaine=502 application=-");
        }
        try (Nginx noApplication = Nginx.start(lax.port(), Ports.free())) {
            sendAll(noApplication);
            assertClean(noApplication, "chatelaine=204 application=502");
        }
        try (SocketServer broken =
                        SocketServer.start((head, socket) -> SocketServer.send(socket, "HTTP/1.1 oops " + KEY));
                SocketServer mute = SocketServer.start((head, socket) -> socket.shutdownOutput());
                Nginx between = Nginx.start(broken.port(), application.port());
                Nginx behind = Nginx.start(lax.port(), mute.port())) {
            sendAll(between);
            assertClean(between, " 503 ");
            sendAll(behind);
            assertClean(behind, "application=502");
        }
        try (Nginx full = Nginx.start(lax.port(), application.port())) {
            Files.setPosixFilePermissions(
                    full.folder().resolve("run/client-body"), PosixFilePermissions.fromString("---------"));
            sendAll(full);
            assertClean(full, "\" 500 ");
        }
    }

    /** A path without a key is logged as nginx parsed it; a query is never logged. */
    @Test
    void logTellsWhatWasAsked() throws IOException {
        try (Nginx nginx = Nginx.start(doorman.port(), application.port())) {
            Raw.once(
                    nginx.port(),
                    "127.0.0.1",
                    "GET /orders/%C3%A4/../7?page=2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + KEY
                            + "\r\n\r\n");
            assertThat(nginx.awaitLog("logs/access.log", "\n"))
                    .matches(
                            "127\\.0\\.0\\.1 \\[.*\\] \"GET /orders/7\" 200 6 [0-9.]+s key=key_1 id=req_1 chatelaine=204"
                                    + " application=200\n");
            Raw.once(nginx.port(), "127.0.0.1", "GET /" + KEY + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(nginx.awaitLog("logs/access.log", " 401 ")).contains("\"GET (path with a key)\" 401 ");
        }
    }
}
