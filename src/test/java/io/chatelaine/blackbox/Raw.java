package io.chatelaine.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One connection that can send any bytes, and reads HTTP/1.1 responses one by one. */
final class Raw implements Closeable {
    /** Another address of loopback, which a server can trust. */
    static final String PROXY = "127.0.0.2";

    private final Socket socket;
    private final InputStream in;

    Raw(Server server) throws IOException {
        this(server.port(), "127.0.0.1");
    }

    /** @param from the local address of the connection */
    Raw(int port, String from) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** A response, with headers in their order and case. */
    record Reply(int status, List<String> headers, String body) {
        String header(String name) {
            return values(name).isEmpty() ? "" : values(name).get(0);
        }

        List<String> values(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ':';
            return headers.stream()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(header -> header.substring(start.length()).strip())
                    .toList();
        }

        boolean isProblem() {
            return header("Content-Type").equals("application/problem+json");
        }

        JsonNode json() {
            try {
                return Api.JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }

        /** Returns the response without the date and the request id. */
        String lasting() {
            List<String> kept = headers.stream()
                    .filter(header -> !header.regionMatches(true, 0, "Date:", 0, 5)
                            && !header.regionMatches(true, 0, "X-Request-Id:", 0, 13))
                    .toList();
            return status + " " + kept + " " + body.replaceAll("\"request_id\":\"[^\"]*\"", "");
        }
    }

    /** Sends one request on a new connection and reads the response. */
    static Reply once(Server server, String request) throws IOException {
        return once(server.port(), "127.0.0.1", request);
    }

    static Reply once(int port, String from, String request) throws IOException {
        try (Raw raw = new Raw(port, from)) {
            raw.send(request);
            return raw.reply(request.startsWith("HEAD ") || request.startsWith("CONNECT "));
        }
    }

    /** Sends each character as one byte. */
    void send(String latin1) throws IOException {
        try {
            socket.getOutputStream().write(latin1.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // The server may respond and close before it has read everything: its response still counts.
        }
    }

    /** Returns whether no more bytes arrive: the server closes the connection or sends nothing. */
    boolean silent(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException | java.net.SocketException e) {
            return true;
        }
    }

    /** Reads all bytes until the server closes, or sends nothing for that long. */
    byte[] everything(int millis) throws IOException {
        socket.setSoTimeout(millis);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                all.write(b);
            }
        } catch (java.net.SocketTimeoutException | java.net.SocketException e) {
            // No more bytes arrive.
        }
        return all.toByteArray();
    }

    /** Returns whether the server has closed the connection without more bytes. */
    boolean closed() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    /** Reads the next bytes; each becomes one character. */
    String bytes(int count) throws IOException {
        return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    Reply reply(boolean head) throws IOException {
        String status = line();
        List<String> headers = new ArrayList<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            headers.add(header);
        }
        Reply reply = new Reply(Integer.parseInt(status.substring(9, 12)), headers, "");
        boolean empty = head || reply.status() == 101 || reply.status() == 204 || reply.status() == 304;
        return empty ? reply : new Reply(reply.status(), headers, body(reply));
    }

    private String body(Reply reply) throws IOException {
        String length = reply.header("Content-Length");
        if (!length.isEmpty()) {
            return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
        }
        if (!reply.header("Transfer-Encoding").equals("chunked")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toString(StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed after: " + line.toString(StandardCharsets.ISO_8859_1));
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
