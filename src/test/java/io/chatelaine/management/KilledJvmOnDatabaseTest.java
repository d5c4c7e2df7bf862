package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Acknowledged changes survive {@code kill -9} of the JVM, and each change is complete or absent. The test covers the
 * end of the process, not a power cut. {@code -Dchatelaine.jvm.kills=50} runs the long version.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@Tag("kills")
class KilledJvmOnDatabaseTest {
    /** Fewer on MySQL: it is another process, and sees only the end of a connection. */
    private static final int KILLS = Integer.getInteger("chatelaine.jvm.kills", OnDatabase.isMySql() ? 5 : 20);

    private static final int KILLS_UNTIL_A_LOSS = 30;
    private static final int SIGKILLED = 128 + 9;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    Path directory;

    @Test
    void whatWasAcknowledgedOutlivesEveryKill(TestReporter reporter) throws Exception {
        String url = OnDatabase.newDatabase(directory);
        Ledger ledger = new Ledger();
        for (int kill = 1; kill <= KILLS; kill++) {
            int load = workAndKill(url, ledger);
            assertThat(faults(url, ledger))
                    .as("kill %d, %d ms after the first answer, seed %d", kill, load, seed)
                    .isEmpty();
        }
        reporter.publishEntry(
                Map.of("issued", String.valueOf(ledger.issued()), "revoked", String.valueOf(ledger.revoked())));
    }

    /** Shows that the test above can detect a loss. */
    @Test
    void databaseThatCommitsLateIsCaughtLosingKeys(TestReporter reporter) throws Exception {
        assumeFalse(OnDatabase.isMySql(), "MySQL is another process, and loses nothing when this one ends");
        String url = PlainJvm.lateCommitUrl(directory);
        Ledger ledger = new Ledger();
        List<String> faults = List.of();
        int kills = 0;
        for (; kills < KILLS_UNTIL_A_LOSS && !haveKey(faults); kills++) {
            workAndKill(url, ledger);
            faults = faults(url, ledger);
        }
        reporter.publishEntry("kills until a loss", String.valueOf(kills));
        assertThat(haveKey(faults))
                .as("faults with H2's default WRITE_DELAY, seed %d: %s", seed, faults)
                .isTrue();
    }

    private static boolean haveKey(List<String> faults) {
        return faults.stream().anyMatch(fault -> fault.startsWith("key of"));
    }

    /** @return the milliseconds that the JVM worked after its first line */
    private int workAndKill(String url, Ledger ledger) throws IOException, InterruptedException {
        int load = 50 + random.nextInt(350);
        Path errors = directory.resolve("errors.txt");
        Process process = start(url, errors);
        try (BufferedReader answers = process.inputReader()) {
            String answer = answers.readLine();
            // Not Process.destroyForcibly, which closes the stream before the last lines are read.
            ProcessHandle handle = process.toHandle();
            CompletableFuture.delayedExecutor(load, TimeUnit.MILLISECONDS).execute(handle::destroyForcibly);
            for (; answer != null; answer = answers.readLine()) {
                ledger.acknowledged(answer);
            }
            assertThat(process.waitFor())
                    .as("how the JVM ended; it said: %s", Files.readString(errors))
                    .isEqualTo(SIGKILLED);
            return load;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Process start(String url, Path errors) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        // Skips the verification of the classes: the start takes a quarter less.
                        "-Xverify:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IssuingJvm.class.getName(),
                        url)
                .redirectError(errors.toFile())
                .start();
    }

    /**
     * Reads a copy of H2's file, so that the next JVM opens the file as the kill left it. H2 2.2.224 may lose what the
     * killed JVM committed if the file is closed cleanly within 45 seconds after its recovery: see ADR 35.
     */
    private List<String> faults(String url, Ledger ledger) throws IOException, SQLException {
        try (Connection connection = OnDatabase.isMySql()
                ? DriverManager.getConnection(url)
                : DriverManager.getConnection(PlainJvm.url(copy()), "sa", "sa")) {
            return ledger.faults(connection);
        }
    }

    /** Copies H2's file, and returns the folder of the copy. */
    private Path copy() throws IOException {
        Path copies = Files.createDirectories(directory.resolve("copies"));
        Files.copy(directory.resolve("keys.mv.db"), copies.resolve("keys.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        return copies;
    }
}
