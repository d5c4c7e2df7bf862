package io.chatelaine.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.testing.AtOnce;
import io.chatelaine.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * The next start finishes interrupted migrations. {@code -Dchatelaine.migration.kills=all} kills a JVM after each
 * change, and fifty more at random moments; by default three are killed.
 */
@Tag("kills")
class CutMigrationOnDatabaseTest {
    private static final boolean ALL =
            System.getProperty("chatelaine.migration.kills", "some").equals("all");
    private static final int SIGKILLED = 128 + 9;
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");
    private static final Logger OURS = Logger.getLogger("io.chatelaine.persistence");

    @TempDir
    Path directory;

    @BeforeEach
    void beQuiet() {
        FLYWAY.setLevel(Level.OFF);
        OURS.setLevel(Level.OFF);
    }

    /** The result of one uninterrupted run, and its number of changes. */
    private record Reference(List<String> shape, List<String> history, int changes) {}

    private Reference reference() throws IOException, SQLException {
        TestDatabase database = newDatabase("reference");
        CutDataSource counted = new CutDataSource(database.source(), -1, false, () -> {});
        Schema.migrate(counted.source(), database.url());
        return new Reference(database.shape(), history(database), counted.changes());
    }

    private TestDatabase newDatabase(String name) throws IOException {
        return TestDatabase.empty(Files.createDirectories(directory.resolve(name)));
    }

    private static List<String> history(TestDatabase database) throws SQLException {
        return database.rows("SELECT version, description, type, script, checksum, success FROM flyway_schema_history"
                + " WHERE type <> 'TABLE' ORDER BY installed_rank");
    }

    private static void assertWhole(TestDatabase database, Reference reference) throws SQLException {
        assertThat(database.shape()).isEqualTo(reference.shape());
        assertThat(history(database)).isEqualTo(reference.history());
        assertThat(database.rows("SELECT id, first_admin_key_at FROM installation"))
                .containsExactly("1|null");
        assertThat(database.rows("SELECT id, n FROM epoch")).containsExactly("1|0");
        assertThat(database.rows("SELECT id FROM account")).isEmpty();
    }

    /** Each run is interrupted after one more change. */
    @Test
    void oneDatabaseThatIsCutOffAtEveryChangeIsWholeInTheEnd() throws IOException, SQLException {
        Reference reference = reference();
        TestDatabase database = newDatabase("cut");
        int starts = 0;
        // Keeps H2 open: it closes its file with the last connection. The killed JVMs below test that it opens again.
        try (Connection open = database.source().getConnection()) {
            while (isCut(new CutDataSource(database.source(), 1, true, () -> {}), database.url())) {
                starts++;
                assertThat(starts).as("starts, each of which makes a change").isLessThan(reference.changes() + 5);
            }
            assertThat(open.isValid(1)).isTrue();
        }
        assertWhole(database, reference);
        assertThat(starts)
                .as("the changes of V1 to V8, but for rows that the next table commits")
                .isGreaterThan(45);
    }

    private static boolean isCut(CutDataSource source, String url) {
        try {
            Schema.migrate(source.source(), url);
            return false;
        } catch (RuntimeException e) {
            if (!source.isDead()) {
                throw e;
            }
            return true;
        }
    }

    @Test
    void databaseWhoseJvmIsKilledAfterAChangeIsFinishedByTheNextStart(TestReporter reporter) throws Exception {
        Reference reference = reference();
        int changes = reference.changes();
        List<Integer> after = ALL ? upTo(changes) : List.of(4, changes / 2, changes - 1);
        for (int change : after) {
            TestDatabase database = newDatabase("killed-" + change);
            Process process = start(database, change);
            assertThat(process.waitFor())
                    .as("after change %d of %d", change, changes)
                    .isEqualTo(SIGKILLED);
            Schema.migrate(database.source(), database.url());
            assertWhole(database, reference);
        }
        reporter.publishEntry(Map.of("killed after a change", after.size() + " of " + changes));
    }

    private static List<Integer> upTo(int last) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 1; i <= last; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    @Test
    void databaseWhoseJvmIsKilledAtAnyMomentIsFinishedByTheNextStart(TestReporter reporter) throws Exception {
        Reference reference = reference();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int kills = 0;
        for (int i = 0; i < (ALL ? 50 : 2); i++) {
            TestDatabase database = newDatabase("sometime-" + i);
            Process process = start(database, 0);
            try (BufferedReader said = process.inputReader()) {
                assertThat(said.readLine()).isEqualTo("begun");
                Thread.sleep(200 + random.nextInt(1200));
                process.destroyForcibly();
                kills += process.waitFor() == SIGKILLED ? 1 : 0;
            }
            Schema.migrate(database.source(), database.url());
            assertWhole(database, reference);
        }
        reporter.publishEntry(Map.of("killed while it worked", String.valueOf(kills), "seed", String.valueOf(seed)));
    }

    private Process start(TestDatabase database, int change) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xverify:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MigratingJvm.class.getName(),
                        database.url(),
                        String.valueOf(change))
                .redirectError(directory.resolve("errors.txt").toFile())
                .start();
    }

    @Test
    void nodesThatStartAtOnceFinishItTogether() throws Exception {
        Reference reference = reference();
        for (int change : new int[] {7, reference.changes() / 2}) {
            TestDatabase database = newDatabase("together-" + change);
            assertThat(isCut(new CutDataSource(database.source(), change, false, () -> {}), database.url()))
                    .isTrue();
            AtOnce.atOnce(4, thread -> {
                Schema.migrate(database.source(), database.url());
                return thread;
            });
            assertWhole(database, reference);
        }
    }
}
