package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A slow, silent or disconnected client: the others are served, and the log does not grow. */
@Isolated("Takes most of the server's connections and measures others meanwhile")
@Tag("long")
class OverloadIT {
    private static final double SECOND = 1_000_000_000;

    private final Server server = ServerSession.server();
    private final String key =
            new Tenant(server).issue("slow", "keys:read", "keys:write").key();

    private String post(long length) {
        return "POST /v1/api-keys HTTP/1.1\r\nHost: x\r\nX-API-Key: " + key
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @Test
    void bodyThatIsNotThereAfterTwoSecondsIsRefusedAndItsConnectionClosed() throws IOException {
        try (Raw raw = new Raw(server)) {
            long start = System.nanoTime();
            raw.send(post(9000) + "{\"name\":");
            Reply reply = raw.reply(false);
            assertThat((System.nanoTime() - start) / SECOND).isBetween(1.5, 6.0);
            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.json().path("code").asText()).isEqualTo("request_timeout");
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(raw.closed()).isTrue();
        }
    }

    @Test
    void bodyThatComesInPartsInTimeIsRead() throws IOException {
        try (Raw raw = new Raw(server)) {
            raw.send(post(16));
            raw.send("{\"name\":");
            Server.pause(300);
            raw.send("\"parts\"");
            Server.pause(300);
            raw.send("}");
            assertThat(raw.reply(false).status()).isEqualTo(201);
        }
    }

    /** Many clients send the head separately and reuse the connection: the next request must not find it closing. */
    @Test
    void bodyOfARefusedRequestMayComeAfterTheAnswer() throws IOException {
        for (String head : List.of(
                post(8).replace(key, "wrong"),
                post(8).replace("/v1/api-keys", "/v1/me"),
                post(8).replace("json", "x"))) {
            try (Raw raw = new Raw(server)) {
                raw.send(head);
                Reply reply = raw.reply(false);
                assertThat(reply.status()).isIn(401, 405, 415);
                assertThat(reply.header("Connection")).isNotEqualTo("close");
                raw.send("{\"a\": 1}GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(raw.reply(false).status()).isEqualTo(200);
            }
        }
    }

    /** Checks that the response announces the close, so the client does not reuse the connection. */
    @Test
    void refusalOfALongBodyTellsTheEndOfTheConnection() throws IOException {
        String wrong = key.replace(key.substring(key.length() - 4), "0000");
        for (String head :
                List.of(post(20_000).replace(key, wrong), post(20_000).replace("/v1/api-keys", "/v1/me"))) {
            Reply reply = Raw.once(server, head + "x".repeat(20_000));
            assertThat(reply.status()).isIn(401, 405);
            assertThat(reply.header("Connection")).isEqualToIgnoringCase("close");
        }
    }

    @Test
    void longBodyIsRefusedByItsLengthBeforeItComes() throws IOException {
        for (String framing : List.of(post(16 * 1024 + 1), post(9_000_000))) {
            try (Raw raw = new Raw(server)) {
                long start = System.nanoTime();
                raw.send(framing);
                Reply reply = raw.reply(false);
                assertThat((System.nanoTime() - start) / SECOND).isLessThan(1.9);
                assertThat(reply.status()).isEqualTo(413);
                assertThat(reply.json().path("code").asText()).isEqualTo("too_large");
                assertThat(raw.closed()).isTrue();
            }
        }
    }

    @Test
    void a38SlowBodiesOfOneTenantDoNotKeepOthersFromBeingServed() throws IOException {
        List<Raw> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Raw raw = new Raw(server);
                raw.send(post(9000));
                slow.add(raw);
            }
            Api anonymous = Api.anonymous(server);
            for (int round = 0; round < 4; round++) {
                long start = System.nanoTime();
                assertThat(anonymous.get("/v1/health").status()).isEqualTo(200);
                assertThat((System.nanoTime() - start) / SECOND)
                        .as("round %d", round)
                        .isLessThan(round == 0 ? 4 : 1.0);
                for (Raw raw : slow) {
                    raw.send(" ");
                }
                Server.pause(500);
            }
            for (Raw raw : slow) {
                assertThat(raw.reply(false).status()).isIn(408, 503);
            }
        } finally {
            for (Raw raw : slow) {
                raw.close();
            }
        }
    }

    @Test
    void a38ClientsThatNeverReadAndIdleOnesDoNotKeepOthersFromBeingServed() throws IOException {
        List<Socket> unread = new ArrayList<>();
        byte[] many = ("GET /v1/me HTTP/1.1\r\nHost: x\r\nX-API-Key: " + key + "\r\n\r\n")
                .repeat(50)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] document = "GET /openapi HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100).getBytes(StandardCharsets.US_ASCII);
        try {
            for (int i = 0; i < 500; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                unread.add(socket);
                if (i < 40) {
                    socket.getOutputStream().write(i < 20 ? many : document);
                }
            }
            for (int round = 0; round < 5; round++) {
                long start = System.nanoTime();
                assertThat(Api.anonymous(server).get("/v1/health").status()).isEqualTo(200);
                assertThat((System.nanoTime() - start) / SECOND)
                        .as("round %d", round)
                        .isLessThan(5);
            }
        } finally {
            for (Socket socket : unread) {
                socket.close();
            }
        }
    }

    @Test
    void a28ClientThatHangsUpLeavesNoTraceInTheLog() throws IOException {
        for (String path : List.of("/v1/health", "/v1/me", "/problems/not-found", "/openapi", "/nothing")) {
            for (String header : List.of("", "X-API-Key: " + key + "\r\n")) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                    socket.setSoLinger(true, 0);
                    socket.getOutputStream()
                            .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n")
                                    .repeat(100)
                                    .getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
        assertThat(Api.anonymous(server).get("/v1/health").status()).isEqualTo(200);
        String log = server.endOfLog();
        assertThat(log.lines().filter(OverloadIT::isComplaint).toList()).isEmpty();
    }

    /**
     * Payara serves all requests that it has read, even if the client has disconnected. It reads 2,048 bytes at once; a
     * thread that wrote a long response keeps that buffer, and reads 32 KB.
     */
    @Test
    void requestsOfAClientThatHangsUpAreNotAllServed() throws IOException {
        Api admin = Api.admin(server);
        try (Tenant tenant = new Tenant(server)) {
            Issued hasty = tenant.issue("hasty");
            byte[] many = ("GET /v1/me HTTP/1.1\r\nHost: x\r\nX-API-Key: " + hasty.key() + "\r\n\r\n")
                    .repeat(600)
                    .getBytes(StandardCharsets.US_ASCII);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream().write(many);
            }
            admin.lookupsAtRest();
            // The uses of all keys are written together every few seconds.
            Issued marker = tenant.issue("marker");
            assertThat(tenant.client(marker).get("/v1/me").status()).isEqualTo(200);
            Server.await(30, () -> accepted(tenant, marker) == 1);
            assertThat(accepted(tenant, hasty)).isLessThan(450);
        }
    }

    private int accepted(Tenant tenant, Issued key) {
        Answer usage = Api.admin(server).get(tenant.path("/api-keys/" + key.id() + "/usage"));
        assertThat(usage.status()).as(usage.body()).isEqualTo(200);
        return usage.data().path("accepted").asInt();
    }

    /** Requests that the server's parser refuses, and would log. */
    @Test
    void requestsThatTheParserRefusesLeaveNothingInTheLog() throws IOException {
        for (String framing : List.of(
                "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc",
                "Content-Length: x\r\n\r\nabc",
                "Bad header\r\n\r\n",
                "X: " + "x".repeat(40_000) + "\r\n\r\n")) {
            for (int i = 0; i < 3; i++) {
                try (Raw raw = new Raw(server)) {
                    raw.send("POST /v1/api-keys HTTP/1.1\r\nHost: x\r\n" + framing);
                    assertThat(raw.bytes(10)).isIn("HTTP/1.1 4", "");
                }
            }
        }
        assertThat(server.endOfLog())
                .doesNotContain("GRIZZLY0013", "Can't use both headers")
                .doesNotContain("HttpBrokenContentException", "UT005");
    }

    /** Returns whether a log line reports a response that could not be written; lines of finer levels are expected. */
    private static boolean isComplaint(String line) {
        return line.contains("chatelaine-errors threw exception")
                || line.contains("Exception Processing ErrorPage")
                || line.contains("An I/O error has occurred while writing a response message entity")
                || line.contains("UT005071")
                || line.contains("UT005023");
    }

    @Test
    void publicAnswersAreKeptByCachesAndAnsweredWith304() throws IOException {
        List<String> paths = Cell.current().onWildFly()
                ? List.of("/problems/not-found")
                : List.of("/problems/not-found", "/openapi", "/openapi?format=JSON");
        for (String path : paths) {
            Reply first = Raw.once(server, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(first.status()).as(path).isEqualTo(200);
            assertThat(first.header("ETag")).matches("\"[A-Za-z0-9_-]{22}\"");
            assertThat(first.header("Cache-Control")).isEqualTo("public, max-age=3600");
            Reply known = Raw.once(
                    server,
                    "GET " + path + " HTTP/1.1\r\nHost: y\r\nIf-None-Match: \"other\", " + first.header("ETag")
                            + "\r\n\r\n");
            assertThat(known.status()).as(path).isEqualTo(304);
            Reply other = Raw.once(server, "GET " + path + " HTTP/1.1\r\nHost: y\r\nIf-None-Match: \"other\"\r\n\r\n");
            assertThat(other.body()).as(path).isEqualTo(first.body());
        }
    }
}
