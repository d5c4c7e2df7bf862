package io.chatelaine.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** A real MySQL server of its own, on loopback and a free port, its data under {@code target}; it ends with the JVM. */
public final class MySql implements AutoCloseable {
    private static final Path TARGET = Path.of(System.getProperty("chatelaine.basedir", "."), "target")
            .toAbsolutePath()
            .normalize();
    private static final int SECONDS_TO_START = 120;

    private final Path folder;
    private final int port;
    private @Nullable Process process;

    private MySql(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    private static @Nullable MySql shared;

    /** The one that all share who only want a database of their own. */
    public static synchronized MySql shared() {
        MySql server = shared == null ? start() : shared;
        shared = server;
        return server;
    }

    /** Starts a new, empty server; where this machine cannot run one, the test is given up, and says so. */
    public static MySql start() {
        requireRunnable();
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(TARGET.resolve("databases")), "mysql-");
            MySql server = new MySql(folder, freePort());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            int exit = server.run(List.of("--initialize-insecure")).waitFor();
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

    private static void requireRunnable() {
        String mysqld = TARGET.resolve("mysql/bin/mysqld").toString();
        String cause;
        try {
            Process version = new ProcessBuilder(mysqld, "--no-defaults", "--version")
                    .redirectErrorStream(true)
                    .start();
            cause = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (version.waitFor() == 0) {
                return;
            }
        } catch (IOException e) {
            cause = e.toString();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        String message = "NOT TESTED ON MYSQL: this machine cannot run it (" + cause.strip()
                + "). On Debian, apt-get install libaio1 helps.";
        if (Boolean.getBoolean("chatelaine.mysql.required")) {
            throw new IllegalStateException(message);
        }
        System.getLogger(MySql.class.getName()).log(System.Logger.Level.ERROR, message);
        throw new TestAbortedException(message);
    }

    /** Starts it again on the data that it left, and waits until it answers. */
    public void resume() {
        process = run(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + folder.resolve("s"),
                "--pid-file=" + folder.resolve("pid"),
                "--mysqlx=OFF",
                "--max-connections=600",
                "--skip-log-bin",
                "--innodb-buffer-pool-size=64M"));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
        while (!answers()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException("no MySQL: " + output());
            }
        }
    }

    private Process run(List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                TARGET.resolve("mysql/bin/mysqld").toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + TARGET.resolve("mysql"),
                "--datadir=" + folder.resolve("data"),
                "--innodb-redo-log-capacity=16M"));
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

    /** What scripts/run and an administrator would write. */
    public String url(String database) {
        return "jdbc:mysql://127.0.0.1:" + port + '/' + database;
    }

    public int port() {
        return port;
    }

    /** A connection of the server's administrator. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                url(database) + "?allowPublicKeyRetrieval=true&connectTimeout=2000", "root", "");
    }

    /** Makes a database, and a user of the same name and password that may do everything in it. */
    public void create(String name) {
        execute(
                "",
                "CREATE DATABASE " + name,
                "CREATE USER '" + name + "'@'%' IDENTIFIED BY '" + name + "'",
                "GRANT ALL ON " + name + ".* TO '" + name + "'@'%'");
    }

    public void execute(String database, String... statements) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        kill();
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
