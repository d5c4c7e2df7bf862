package io.chatelaine.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A new MySQL server on loopback and a free port, with its data under {@code target}; it ends with the JVM. */
public final class MySqlServer extends MySql {
    private static final int SECONDS_TO_START = 120;

    private final MySqlDistribution distribution;
    private final Path folder;
    private final int port;
    private final List<String> options;
    private @Nullable Process process;

    private MySqlServer(MySqlDistribution distribution, Path folder, int port, List<String> options) {
        super("127.0.0.1:" + port, "root", "");
        this.distribution = distribution;
        this.folder = folder;
        this.port = port;
        this.options = options;
    }

    /**
     * Starts a new, empty server. If this machine cannot run one, aborts the test, and the build reports it.
     *
     * @param options additional options of the server
     */
    public static MySqlServer start(String... options) {
        MySqlDistribution distribution = MySqlDistribution.ofThisMachine();
        try {
            Path databases = Files.createDirectories(MySqlDistribution.TARGET.resolve("databases"));
            Path folder = Files.createTempDirectory(databases, "mysql-");
            MySqlServer server = new MySqlServer(distribution, folder, Ports.free(), List.of(options));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            int exit =
                    server.run(distribution.initialise(folder.resolve("data"))).waitFor();
            if (exit != 0) {
                throw new IllegalStateException("no MySQL: " + server.output());
            }
            server.resume();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the server on its existing data, and waits until it answers. */
    public void resume() {
        List<String> command = new ArrayList<>(distribution.serve(folder.resolve("data")));
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + folder.resolve("s"),
                "--pid-file=" + folder.resolve("pid"),
                "--max-connections=600",
                "--skip-log-bin",
                // QueriesIT reads whole statements: the query for a page of keys has three thousand characters.
                "--loose-performance-schema-max-sql-text-length=16384",
                "--innodb-buffer-pool-size=" + System.getProperty("chatelaine.mysql.buffer-pool", "64M")));
        Process started = run(command);
        process = started;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
        while (!answers()) {
            if (System.nanoTime() > end || !started.isAlive()) {
                throw new IllegalStateException("no MySQL: " + output());
            }
        }
    }

    private Process run(List<String> distributions) {
        List<String> command = new ArrayList<>(distributions);
        command.addAll(options);
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("out").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (Connection connection = connect("")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            pause();
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Sends SIGSTOP: the server keeps its connections and does not answer. */
    public void freeze() {
        signal("-STOP");
    }

    /** Sends SIGCONT. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        Process running = Objects.requireNonNull(process);
        try {
            new ProcessBuilder("kill", signal, String.valueOf(running.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends SIGKILL. */
    public void kill() {
        Process running = process;
        process = null;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("out"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        kill();
        Folders.delete(folder);
    }
}
