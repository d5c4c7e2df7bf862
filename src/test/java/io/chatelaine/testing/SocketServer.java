package io.chatelaine.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on a loopback port that answers a request with any bytes, or with none. It records the request heads. */
public final class SocketServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Conversation conversation;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<String> heads = new ConcurrentLinkedQueue<>();

    /** Handles a connection after the head of a request is read; the connection is closed afterwards. */
    @FunctionalInterface
    public interface Conversation {
        void hold(String head, Socket socket) throws IOException, InterruptedException;
    }

    private SocketServer(ServerSocket listener, Conversation conversation) {
        this.listener = listener;
        this.conversation = conversation;
    }

    public static SocketServer start(Conversation conversation) {
        try {
            ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
            SocketServer server = new SocketServer(listener, conversation);
            server.threads.execute(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // The socket is closed, so the loop ends.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String head = head(socket.getInputStream());
            if (!head.isEmpty()) {
                heads.add(head);
                conversation.hold(head, socket);
            }
        } catch (IOException e) {
            // The client has closed the connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return "";
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Converts each character to one byte. */
    public static void send(Socket socket, String latin1) throws IOException {
        socket.getOutputStream().write(latin1.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Returns the heads of the requests since the last call. */
    public List<String> drain() {
        List<String> drained = new ArrayList<>();
        for (String head = heads.poll(); head != null; head = heads.poll()) {
            drained.add(head);
        }
        return drained;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
