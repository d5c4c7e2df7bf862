package io.chatelaine.blackbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.testing.Folders;
import io.chatelaine.testing.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A separate server, started as a user starts it, on loopback and a free port: Payara Micro by {@code scripts/run},
 * other servers by {@link PayaraServer} and {@link WildFly}.
 */
final class Server implements AutoCloseable {
    static final Path ROOT = Path.of(System.getProperty("chatelaine.basedir", "."));
    /**
     * JVM options of a server that runs for a minute or two: it starts in two thirds of the time, and uses less than
     * half of the processor time. Earlier runs have verified its classes.
     */
    static final String BRIEF_LIFE = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions"
            + " -XX:-BytecodeVerificationRemote";

    /** The log line of a failed start. */
    private static final String MARK = "Chatelaine cannot start: ";

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Set<Server> STARTED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Server::killAll));
    }

    private final Process process;
    private final Path data;
    private final Path output;
    private final int port;
    private final Signs signs;

    private Server(Process process, Path data, Path output, int port, Signs signs) {
        this.process = process;
        this.data = data;
        this.output = output;
        this.port = port;
        this.signs = signs;
    }

    /**
     * Properties of a kind of server.
     *
     * @param ready text that it prints when it is ready
     * @param failed text that it prints if it keeps running after a failed start; null if it ends then
     * @param operations address of the server's pages, relative to its port
     */
    record Signs(String ready, @Nullable String failed, String adminKey, String log, String operations) {}

    /** Returns a folder for a server below the build's folder, and deletes its former content. */
    static Path freshFolder(String name) {
        Path folder = ROOT.resolve("target").resolve("servers").resolve(name).toAbsolutePath();
        Folders.delete(folder);
        return folder;
    }

    /** Starts a server and waits until it is ready. */
    static Server start(Path data, Map<String, String> environment, String... options) {
        return launch(data, freePort(), environment, options).served();
    }

    /** Waits until the server is ready, and returns it. */
    Server served() {
        if (!ready()) {
            String seen = output();
            close();
            throw new IllegalStateException("the server did not start: " + seen);
        }
        return this;
    }

    /** Starts a server and does not wait. */
    static Server launch(Path data, int port, Map<String, String> environment, String... options) {
        List<String> command = new ArrayList<>(List.of(
                ROOT.resolve("scripts/run").toAbsolutePath().toString(),
                "--port",
                String.valueOf(port),
                "--data",
                data.toString()));
        command.addAll(List.of(options));
        Map<String, String> variables = new HashMap<>(environment);
        variables.putIfAbsent("JAVA_OPTS", BRIEF_LIFE);
        return launch(
                command, data, port, variables, new Signs("Ctrl-C stops it", null, "admin.key", "server.log", ""));
    }

    static Server launch(List<String> command, Path data, int port, Map<String, String> environment, Signs signs) {
        try {
            // Outside the data folder, whose disk may be full.
            Path outputs = ROOT.resolve("target").resolve("servers");
            Files.createDirectories(outputs);
            Files.createDirectories(data.getParent());
            Path output = Files.createTempFile(outputs, data.getFileName() + "-", ".out");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Server server = new Server(builder.start(), data, output, port, signs);
            STARTED.add(server);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends servers that a failed test left running. */
    static void killAll() {
        STARTED.stream().filter(server -> server.process.isAlive()).forEach(Server::kill);
        STARTED.clear();
    }

    static int freePort() {
        return Ports.free();
    }

    /** Returns whether the server became ready; false if it ended before. */
    boolean ready() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (output().contains(signs.ready())) {
                return true;
            }
            if (!process.isAlive() || hasFailed()) {
                return false;
            }
            pause(100);
        }
        return false;
    }

    private boolean hasFailed() {
        String failed = signs.failed();
        return failed != null && output().contains(failed);
    }

    /** Waits until the start has failed, ends the server, and returns the one line that says why. */
    String refusal() {
        assertThat(ready()).as("whether it serves").isFalse();
        if (signs.failed() == null) {
            assertThat(exitCode()).isEqualTo(1);
            String line = output().lines().reduce((earlier, later) -> later).orElse("");
            assertThat(line).startsWith("scripts/run: ");
            return line.substring("scripts/run: ".length());
        }
        assertThat(Api.anonymous(this).get("/v1/health").status()).isEqualTo(404);
        kill();
        String line =
                output().lines().filter(text -> text.contains(MARK)).findFirst().orElse("");
        assertThat(line).contains(MARK);
        return line.substring(line.indexOf(MARK) + MARK.length()).replaceAll("\u001b\\[[0-9;]*m", "");
    }

    /** Waits for the end of the command, and returns its exit status. */
    int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), SECONDS)) {
                throw new IllegalStateException("still running: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends SIGTERM, like an init system. */
    void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL to the command and to its server. */
    void kill() {
        List<ProcessHandle> below = process.descendants().toList();
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle handle : below) {
            handle.onExit().orTimeout(30, SECONDS).join();
        }
        exitCode();
    }

    /** Returns the resident memory of the server's process. */
    long residentKilobytes() {
        return process.descendants()
                .map(handle -> text(Path.of("/proc", String.valueOf(handle.pid()), "status")))
                .flatMap(String::lines)
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .max()
                .orElseThrow();
    }

    int port() {
        return port;
    }

    Path data() {
        return data;
    }

    URI uri(String path) {
        return URI.create(path.startsWith("http://") ? path : "http://127.0.0.1:" + port + path);
    }

    /** Returns the address of a page of the server itself: a path on its port, or an address on another one. */
    String operations(String path) {
        return signs.operations() + path;
    }

    String adminKey() {
        return text(adminKeyFile()).strip();
    }

    Path adminKeyFile() {
        return data.resolve(signs.adminKey());
    }

    /** Returns the H2 file. */
    Path databaseFile() {
        return adminKeyFile().resolveSibling("keys.mv.db");
    }

    /** Returns the folder in which Payara Micro reads a setting from the file of that name. */
    static Path secrets(Path data) {
        return data.resolveSibling(data.getFileName() + "-secrets");
    }

    static Path emptySecrets(Path data) {
        try {
            Folders.delete(secrets(data));
            return Files.createDirectories(secrets(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void writeSecret(String name, String value) {
        try {
            Files.writeString(secrets(data).resolve(name), value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void removeSecret(String name) {
        Folders.delete(secrets(data).resolve(name));
    }

    /** Returns the terminal's output. */
    String output() {
        return text(output);
    }

    /** Returns the whole log, including rotated files. */
    String log() {
        return logFiles().stream().map(Server::text).collect(Collectors.joining());
    }

    private List<Path> logFiles() {
        Path newest = data.resolve(signs.log());
        List<Path> files = new ArrayList<>();
        for (int older = 9; older > 0; older--) {
            files.add(newest.resolveSibling(newest.getFileName() + "." + older));
        }
        files.removeIf(file -> !Files.exists(file));
        files.add(newest);
        return files;
    }

    /**
     * Reads a log of any length in parts.
     *
     * @param reader gets at most 16 MB at once; each part of a file starts with the last kilobyte of the previous part
     */
    void eachPartOfLog(Consumer<String> reader) {
        for (Path file : logFiles()) {
            try (InputStream log = Files.newInputStream(file)) {
                eachPart(log, reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void eachPart(InputStream log, Consumer<String> reader) throws IOException {
        byte[] part = new byte[16 << 20];
        int kept = 0;
        for (int read = log.readNBytes(part, 0, part.length);
                read > 0;
                read = log.readNBytes(part, kept, part.length - kept)) {
            int length = kept + read;
            reader.accept(new String(part, 0, length, StandardCharsets.UTF_8));
            kept = Math.min(length, 1 << 10);
            System.arraycopy(part, length - kept, part, 0, kept);
        }
    }

    long logBytes() {
        return data.resolve(signs.log()).toFile().length();
    }

    /** Returns the last megabyte of the log. */
    String endOfLog() {
        try (RandomAccessFile log =
                new RandomAccessFile(data.resolve(signs.log()).toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(log.length(), 1 << 20)];
            log.seek(log.length() - end.length);
            log.readFully(end);
            return new String(end, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // asadmin ends before its server.
        List<ProcessHandle> below = process.descendants().toList();
        terminate();
        exitCode();
        below.forEach(handle -> handle.onExit().orTimeout(60, SECONDS).join());
        Folders.delete(data);
        Folders.delete(secrets(data));
        Folders.delete(output);
    }

    /** Waits until the condition holds, and fails after that many seconds. */
    static void await(int seconds, BooleanSupplier condition) {
        for (int tenth = 0; tenth < seconds * 10 && !condition.getAsBoolean(); tenth++) {
            pause(100);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
