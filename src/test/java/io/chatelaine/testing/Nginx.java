package io.chatelaine.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A real nginx on the files of {@code server-config/gateways}, with changed ports and the edits of a test. */
public final class Nginx implements AutoCloseable {
    private static final String PROGRAM = "/usr/sbin/nginx";

    private final Path folder;
    private final int port;
    private final Process process;

    private Nginx(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        this.process = run(folder, "daemon off;");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            close();
            Folders.delete(folder);
        }));
        await();
    }

    /** @param chatelaine the port of Chatelaine; {@code application} is the port of the protected application */
    public static Nginx start(int chatelaine, int application) {
        return start(chatelaine, application, Map.of());
    }

    /**
     * Starts nginx on files that an administrator has changed.
     *
     * @param edits from a text that occurs once in the files to its replacement
     * @param parts marks of the parts to switch on
     */
    public static Nginx start(int chatelaine, int application, Map<String, String> edits, String... parts) {
        try {
            int port = Ports.free();
            GatewayFiles files = GatewayFiles.shipped()
                    .edited("127.0.0.1:8080", "127.0.0.1:" + chatelaine)
                    .edited("127.0.0.1:9000", "127.0.0.1:" + application)
                    .edited("127.0.0.1:8000", "127.0.0.1:" + port);
            for (Map.Entry<String, String> edit : edits.entrySet()) {
                files = files.edited(edit.getKey(), edit.getValue());
            }
            for (String part : parts) {
                files = files.with(part);
            }
            return start(files, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts nginx on these files, listening on a port. */
    public static Nginx start(GatewayFiles files, int port) {
        Needed.program("apt-get install nginx-light", PROGRAM, "-v");
        try {
            return new Nginx(files.write(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the program with the command in the head of nginx.conf. */
    private static Process run(Path folder, String global, String... more) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(PROGRAM, "-p", folder.toString(), "-e", "logs/error.log", "-c", "nginx.conf", "-g", global));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("logs/out").toFile()))
                .start();
    }

    private void await() throws IOException {
        long end = System.nanoTime() + SECONDS.toNanos(30);
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("no nginx: " + logs());
            }
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            Thread.onSpinWait();
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** Returns the folder that nginx was started with. */
    public Path folder() {
        return folder;
    }

    public String uri(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Returns all logs and the output. */
    public String logs() {
        return read("logs/out") + read("logs/error.log") + read("logs/access.log");
    }

    /** Returns a log. */
    public String read(String log) {
        try {
            return Files.exists(folder.resolve(log)) ? Files.readString(folder.resolve(log)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a log once it contains a text: a worker logs a request after it has answered. */
    public String awaitLog(String log, String text) {
        return awaitLog(log, written -> written.contains(text));
    }

    /** Returns a log once it meets the condition, or after ten seconds. */
    public String awaitLog(String log, Predicate<String> wanted) {
        long end = System.nanoTime() + SECONDS.toNanos(10);
        String written = read(log);
        while (!wanted.test(written) && System.nanoTime() < end) {
            Thread.onSpinWait();
            written = read(log);
        }
        return written;
    }

    /** Stops nginx by its pid file, without the process id, like an administrator. */
    public void quit() throws IOException, InterruptedException {
        if (run(folder, "daemon off;", "-s", "quit").waitFor() != 0 || !process.waitFor(30, SECONDS)) {
            throw new IllegalStateException("nginx does not stop: " + logs());
        }
    }

    /** Sends SIGTERM, at which nginx also ends its workers. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, SECONDS)) {
                throw new IllegalStateException("nginx does not stop");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
