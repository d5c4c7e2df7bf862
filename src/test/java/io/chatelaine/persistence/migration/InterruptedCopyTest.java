package io.chatelaine.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The states after a kill at each step of an {@code ALTER TABLE} in H2 2.2.224. */
@Tag("long")
class InterruptedCopyTest {
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");
    private static final Logger OURS = Logger.getLogger("io.chatelaine.persistence");

    @TempDir
    Path directory;

    private TestDatabase database;
    private List<String> shape;

    @BeforeEach
    void dump() throws IOException, SQLException {
        FLYWAY.setLevel(Level.OFF);
        OURS.setLevel(Level.OFF);
        TestDatabase whole = TestDatabase.dumped(Files.createDirectories(directory.resolve("whole")), "v8");
        Schema.migrate(whole.source(), whole.url());
        shape = whole.shape();
        database = TestDatabase.dumped(Files.createDirectories(directory.resolve("cut")), "v8");
    }

    private void assertMigratesWithAllKeys() throws SQLException {
        List<String> keys = database.rows("SELECT COUNT(*) FROM audit");
        Schema.migrate(database.source(), database.url());
        assertThat(database.shape()).isEqualTo(shape);
        assertThat(database.rows("SELECT COUNT(*) FROM audit")).isEqualTo(keys);
        assertThat(keys).doesNotContain("0");
    }

    @Test
    void copyBesideItsTableIsDropped() throws SQLException {
        database.execute(
                "CREATE TABLE \"audit_COPY_4_6\" AS SELECT * FROM audit WHERE 1 = 0",
                "CREATE INDEX \"audit_COPY_4_6_audit_account\" ON \"audit_COPY_4_6\" (account_id)",
                "CREATE TABLE \"audit_COPY_5_1\" AS SELECT * FROM audit");
        assertMigratesWithAllKeys();
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "api_key", "account"})
    void copyWhoseTableIsDroppedTakesItsName(String table) throws SQLException {
        List<String> rows = database.rows("SELECT COUNT(*) FROM " + table);
        renameIndexes(table, table + "_COPY_3_11_");
        database.execute("ALTER TABLE " + table + " RENAME TO \"" + table + "_COPY_3_11\"");
        Schema.migrate(database.source(), database.url());
        assertThat(database.shape()).isEqualTo(shape);
        assertThat(database.rows("SELECT COUNT(*) FROM " + table)).isEqualTo(rows);
    }

    @Test
    void indexesOfACopyTakeTheNamesOfTheTables() throws SQLException {
        renameIndexes("audit", "audit_COPY_3_11_");
        assertMigratesWithAllKeys();
    }

    private void renameIndexes(String table, String prefix) throws SQLException {
        List<String> indexes = database.rows("SELECT index_name FROM information_schema.indexes WHERE table_name = '"
                + table + "' AND index_name NOT LIKE 'PRIMARY%'");
        for (String index : indexes) {
            database.execute("ALTER INDEX \"" + index + "\" RENAME TO \"" + prefix + index + '"');
        }
        List<String> constraints = database.rows("SELECT constraint_name FROM information_schema.table_constraints"
                + " WHERE table_name = '" + table + "'");
        for (String constraint : constraints) {
            database.execute("ALTER TABLE " + table + " RENAME CONSTRAINT \"" + constraint + "\" TO \"" + prefix
                    + constraint + '"');
        }
    }

    @Test
    void oneOfSeveralCopiesIsNotChosen() throws SQLException {
        database.execute(
                "CREATE TABLE \"audit_COPY_4_6\" AS SELECT * FROM audit WHERE 1 = 0",
                "ALTER TABLE audit RENAME TO \"audit_COPY_5_1\"");
        List<String> before = database.shape();
        assertThatThrownBy(() -> Schema.migrate(database.source(), database.url()))
                .isInstanceOf(SchemaFailure.class)
                .hasMessageContaining("its table audit is missing")
                .hasMessageContaining("drop all copies but the complete one");
        assertThat(database.shape()).isEqualTo(before);
    }
}
