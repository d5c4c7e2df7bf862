package io.chatelaine.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chatelaine.config.StartupFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("Changes properties of the JVM")
class DatabaseDurabilityTest {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path TEMPORARY = TARGET.resolve("a-temporary-folder");
    private static final Path FILE = TARGET.resolve("durable").resolve("keys");

    private final Map<String, @Nullable String> before = new HashMap<>();

    @BeforeEach
    void moveTheTemporaryFolder() {
        set("java.io.tmpdir", TEMPORARY.toString());
    }

    @AfterEach
    void restoreTheProperties() {
        before.forEach(DatabaseDurabilityTest::put);
    }

    private void set(String property, String value) {
        before.putIfAbsent(property, System.getProperty(property));
        put(property, value);
    }

    private static void put(String property, @Nullable String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    private static Optional<String> flaw(Path file, String writeDelay) {
        return DurabilityCheck.flaw(Optional.of(file), writeDelay);
    }

    @Test
    void aFileThatIsWrittenAtOnceKeepsItsKeys() {
        assertThat(flaw(FILE, "0")).isEmpty();
        assertThat(flaw(Path.of("data/keys"), "0")).isEmpty();
    }

    @Test
    void aDatabaseInMemoryForgets() {
        assertThat(DurabilityCheck.flaw(Optional.empty(), "0"))
                .contains("the default data source is an H2 database in memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "1", "00", "-1", "", "unknown"})
    void aFileThatIsWrittenLateForgets(String writeDelay) {
        assertThat(flaw(FILE, writeDelay))
                .contains("the H2 database " + FILE + " has WRITE_DELAY=" + writeDelay + " instead of 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.io.tmpdir", "jboss.server.temp.dir"})
    void aFileInATemporaryFolderIsLostWithIt(String property) {
        Path folder = TARGET.resolve("of-the-server");
        set(property, folder.toString());
        for (String file : new String[] {"keys", "deep/down/keys", "../of-the-server/keys", "./x/../keys"}) {
            assertThat(flaw(folder.resolve(file), "0"))
                    .contains("the default data source is the H2 file "
                            + folder.resolve(file).normalize() + " in the temporary folder " + folder);
        }
    }

    @Test
    void aFileBesideATemporaryFolderIsKept() {
        assertThat(flaw(TARGET.resolve("a-temporary-folder-not/keys"), "0")).isEmpty();
        assertThat(flaw(TEMPORARY.resolve("../keys"), "0")).isEmpty();
    }

    @Test
    void aServerWithoutSuchAFolderHasNone() {
        set("jboss.server.temp.dir", " ");
        assertThat(flaw(FILE, "0")).isEmpty();
    }

    @Test
    void anH2InAFileWithoutWriteDelayStarts() throws SQLException {
        try (Connection connection = h2("file:" + FILE + UUID.randomUUID() + ";WRITE_DELAY=0")) {
            assertThatCode(() -> DurabilityCheck.require(connection)).doesNotThrowAnyException();
        }
    }

    @Test
    void anH2ThatCommitsLateDoesNotStart() throws SQLException {
        try (Connection connection = h2("file:" + FILE + UUID.randomUUID())) {
            assertThatExceptionOfType(StartupFailure.class)
                    .isThrownBy(() -> DurabilityCheck.require(connection))
                    .withMessageStartingWith(
                            "Chatelaine cannot start: keys would be lost, because the H2 database " + FILE)
                    .withMessageContaining(" has WRITE_DELAY=500 instead of 0. Point the server's default data source");
        }
    }

    @Test
    void anH2InMemoryDoesNotStart() throws SQLException {
        try (Connection connection = h2("mem:" + UUID.randomUUID() + ";WRITE_DELAY=0")) {
            assertThatExceptionOfType(StartupFailure.class)
                    .isThrownBy(() -> DurabilityCheck.require(connection))
                    .withMessageStartingWith(
                            "Chatelaine cannot start: keys would be lost, because the default data source"
                                    + " is an H2 database in memory. ")
                    .withMessageContainingAll(
                            "scripts/run",
                            "asadmin create-jdbc-connection-pool",
                            "WRITE_DELAY=0",
                            "asadmin set",
                            "data-source add",
                            "chatelaine.allow-volatile=true");
        }
    }

    private static Connection h2(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:" + database);
    }
}
