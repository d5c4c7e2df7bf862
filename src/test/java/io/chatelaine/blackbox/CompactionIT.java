package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code scripts/run} compacts the H2 file before a start, and leaves it unchanged if it cannot compact it. */
@Tag("own-server")
class CompactionIT {
    private static final String KEPT = "The database was not compacted and is as it was: ";

    private final FakeJava java = new FakeJava("java-after-compaction", "[ $start -gt 1 ] && exit 1 || exit 75");

    /** Adds 40 MB of unused space to a database file, as a killed server does. */
    static Path waste(Path data) throws IOException, SQLException {
        Path file = Files.createDirectories(data).resolve("keys.mv.db");
        try (Connection connection = open(data);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE waste (bytes BLOB)");
            for (int i = 0; i < 40; i++) {
                statement.execute("INSERT INTO waste VALUES (SECURE_RAND(1000000))");
            }
            statement.execute("DROP TABLE waste");
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
        assertThat(file).satisfies(large -> assertThat(Files.size(large)).isGreaterThan(32_000_000));
        return file;
    }

    private static Connection open(Path data) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:" + data.resolve("keys") + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0",
                "sa",
                "sa");
    }

    private static Path rowsAndWaste(Path data) throws IOException, SQLException {
        Files.createDirectories(data);
        try (Connection connection = open(data);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (id INT PRIMARY KEY, text VARCHAR(100) UNIQUE)");
            statement.execute("INSERT INTO kept SELECT \"X\", 'text ' || \"X\" FROM SYSTEM_RANGE(1, 1000)");
        }
        return waste(data);
    }

    private static void assertRowsAreThere(Path data) throws SQLException {
        try (Connection connection = open(data);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT SUM(id), COUNT(DISTINCT text) FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(500_500);
            assertThat(rows.getInt(2)).isEqualTo(1000);
        }
    }

    private Server start(Path data) {
        return Server.launch(data, Server.freePort(), java.environment());
    }

    @Test
    void largeFileIsCompactedOnce() throws IOException, SQLException {
        Path data = Server.freshFolder("compacted");
        Path file = rowsAndWaste(data);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Server server = start(data);
        assertThat(server.exitCode()).isEqualTo(1);
        assertThat(java.starts()).hasSize(2);
        assertThat(server.output())
                .containsOnlyOnce("Compacting the database")
                .containsPattern("Compacting the database, \\d+ MB \\.* now 1 MB\\.\n")
                .doesNotContain(KEPT);
        assertThat(Files.size(file)).isLessThan(1_000_000);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(data.resolve("tmp")).doesNotExist();
        assertRowsAreThere(data);
        server.close();
    }

    @Test
    void fileThatAnotherProcessHasOpenIsLeftAlone() throws IOException, SQLException {
        Path data = Server.freshFolder("compacted-open");
        Path file = rowsAndWaste(data);
        try (Connection open = open(data);
                Statement statement = open.createStatement()) {
            long size = Files.size(file);
            Server server = start(data);
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(java.starts()).hasSize(2);
            assertThat(server.output()).doesNotContain("Compacting", KEPT);
            assertThat(Files.size(file)).isGreaterThanOrEqualTo(size);
            statement.execute("INSERT INTO kept VALUES (0, 'after')");
            server.close();
        }
    }

    @Test
    void fileThatCannotBeReadIsLeftAlone() throws IOException {
        Path data = Server.freshFolder("compacted-unreadable");
        byte[] wrong = new byte[17_000_000];
        Path file = Files.write(Files.createDirectories(data).resolve("keys.mv.db"), wrong);
        Server server = start(data);
        assertThat(server.exitCode()).isEqualTo(1);
        assertThat(server.output()).contains(KEPT);
        assertThat(java.starts()).hasSize(2);
        assertThat(Files.readAllBytes(file)).isEqualTo(wrong);
        server.close();
    }

    @Test
    void stopOrKillInTheMiddleLosesNothing() throws IOException, SQLException {
        for (boolean kill : new boolean[] {false, true}) {
            Path data = Server.freshFolder("compacted-stopped");
            rowsAndWaste(data);
            Server server = start(data);
            Server.await(60, () -> server.output().contains("Compacting the database"));
            if (kill) {
                server.kill();
            } else {
                server.terminate();
                assertThat(server.exitCode()).isZero();
                assertThat(server.output()).endsWith("Chatelaine has stopped.\n");
                assertThat(data.resolve("tmp")).doesNotExist();
            }
            assertRowsAreThere(data);
            server.close();
        }
    }

    @Test
    void smallDiskLosesNothing() throws IOException, SQLException {
        try (SmallDisk disk = SmallDisk.mount("compaction-disk", 120)) {
            Path data = disk.folder("data");
            Path file = rowsAndWaste(data);
            byte[] before = Files.readAllBytes(file);
            Server server = start(data);
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output()).contains(KEPT + "IOException: a copy needs ");
            assertThat(java.starts()).hasSize(2);
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
            assertRowsAreThere(data);
            server.close();
        }
    }
}
