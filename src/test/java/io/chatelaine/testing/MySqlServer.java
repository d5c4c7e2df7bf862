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

/** A MySQL server of its own, on loopback and a free port, its data under {@code target}; it ends with the JVM. */
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
     * Starts a new, empty server; where this machine cannot run one, the test is given up, and the build says so.
     *
     * @param options of the server besides
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

    /** Starts it again on the data that it left, and waits until it answers. */
    public void resume() {
        List<String> command = new ArrayList<>(distribution.serve(folder.resolve("data")));
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + folder.resolve("s"),
                "--pid-file=" + folder.resolve("pid"),
                "--max-connections=600",
                "--skip-log-bin",
                // What is looked at later must be there to its end: a page of keys is asked for by three thousand
                // characters.
                "--loose-performance-schema-max-sql-text-length=16384",
                "--innodb-buffer-pool-size=64M"));
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

    /** SIGSTOP: it keeps its connections and says nothing. */
    public void freeze() {
        signal("-STOP");
    }

    /** SIGCONT. */
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

    /** SIGKILL. */
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
