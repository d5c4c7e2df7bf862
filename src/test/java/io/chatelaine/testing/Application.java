package io.chatelaine.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server behind or beside a gateway. It records every request. */
public final class Application implements AutoCloseable {
    static {
        // Without this property, the server waits 40 ms for an acknowledgement between head and body.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

    private Application(HttpServer server) {
        this.server = server;
    }

    /** A received request. */
    public record Seen(String method, String uri, Map<String, List<String>> headers, String body) {
        /** Returns the only value of a header; empty if absent. */
        public String header(String name) {
            List<String> values = headers.getOrDefault(name, List.of());
            if (values.size() > 1) {
                throw new AssertionError(name + ": " + values);
            }
            return values.isEmpty() ? "" : values.get(0);
        }
    }

    /** @param headers names and values in turn */
    public record Answer(int status, String body, List<String> headers) {
        public static Answer of(int status, String body, String... headers) {
            return new Answer(status, body, List.of(headers));
        }
    }

    /** Starts the server on a free port of loopback. */
    public static Application start(Function<Seen, Answer> answers) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            Application application = new Application(server);
            server.createContext("/", exchange -> application.handle(exchange, answers));
            server.setExecutor(application.threads);
            server.start();
            return application;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange, Function<Seen, Answer> answers) throws IOException {
        try (exchange) {
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(exchange.getRequestHeaders());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Seen request = new Seen(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
            seen.add(request);
            Answer answer = answers.apply(request);
            for (int i = 0; i < answer.headers().size(); i += 2) {
                exchange.getResponseHeaders()
                        .add(answer.headers().get(i), answer.headers().get(i + 1));
            }
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            boolean empty = bytes.length == 0 || request.method().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), empty ? -1 : bytes.length);
            if (!empty) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Returns the requests since the last call. */
    public List<Seen> drain() {
        List<Seen> drained = new ArrayList<>();
        for (Seen next = seen.poll(); next != null; next = seen.poll()) {
            drained.add(next);
        }
        return drained;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
