package io.chatelaine.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chatelaine.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database with rows whose history does not match is refused and stays unchanged. */
class LostHistoryOnDatabaseTest {
    private static final String ALL_KEYS = "SELECT * FROM api_key ORDER BY id";

    @TempDir
    Path directory;

    private TestDatabase database = new TestDatabase("");
    private List<String> keys = List.of();

    @BeforeEach
    void restore() throws SQLException {
        database = TestDatabase.dumped(directory, "v8");
        keys = database.rows(ALL_KEYS);
        assertThat(keys).hasSize(18);
    }

    /** Returns the message of the refusal, and checks that nothing was changed. */
    private String refusal() throws SQLException {
        List<String> shape = database.shape();
        String[] said = new String[1];
        assertThatExceptionOfType(SchemaFailure.class)
                .isThrownBy(() -> Schema.migrate(database.source(), database.url()))
                .satisfies(refusal -> said[0] = refusal.getMessage());
        assertThat(database.shape()).isEqualTo(shape);
        assertThat(database.rows(ALL_KEYS)).isEqualTo(keys);
        return said[0];
    }

    @Test
    void tablesWithoutAnyHistoryAreLeftAlone() throws SQLException {
        database.execute("DROP TABLE flyway_schema_history");
        assertThat(refusal())
                .startsWith("it has tables (account, account_change_log, api_key, ")
                .endsWith(") but no flyway_schema_history, which records their migrations. Nothing was changed. If"
                        + " they are Chatelaine's, restore flyway_schema_history from the same backup; if not, give"
                        + " Chatelaine an empty database");
    }

    @Test
    void tablesWithAnEmptyHistoryAreLeftAlone() throws SQLException {
        database.execute("DELETE FROM flyway_schema_history WHERE type <> 'TABLE'");
        assertThat(refusal())
                .isEqualTo("its flyway_schema_history ends before version 1, but its table account has rows: the"
                        + " history does not belong to these tables. Nothing was changed. Restore all tables,"
                        + " flyway_schema_history included, from one backup");
    }

    @Test
    void tablesThatAreFurtherThanTheirHistoryAreLeftAlone() throws SQLException {
        database.execute("DELETE FROM flyway_schema_history WHERE version IN ('4', '5', '6', '7', '8')");
        assertThat(refusal()).startsWith("its flyway_schema_history ends before version 4, but version 5 has begun: ");
    }

    @Test
    void tablesOfSomethingElseAreLeftAlone() throws SQLException {
        database.execute("DROP TABLE flyway_schema_history", "CREATE TABLE something_else (id INTEGER)");
        assertThat(refusal()).contains("something_else", "give Chatelaine an empty database");
    }

    @Test
    void filesThatAreNotThoseOfTheHistoryAreToldWhole() throws SQLException {
        database.execute("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '2'");
        assertThat(refusal())
                .startsWith("the migrations of this WAR differ from those that made the tables. Nothing was changed."
                        + " Start the WAR that made them, or a newer one, and do not edit"
                        + " flyway_schema_history. Flyway says: ")
                .contains("checksum mismatch for migration version 2", "Applied to database : 1")
                .doesNotContain("\n");
    }

    @Test
    void migrationThatIsDoneButNotRecordedIsRecorded() throws SQLException {
        String last = "SELECT version, checksum, success FROM flyway_schema_history WHERE version = '8'";
        List<String> recorded = database.rows(last);
        assertThat(recorded).hasSize(1);
        database.execute("DELETE FROM flyway_schema_history WHERE version = '8'");
        Schema.migrate(database.source(), database.url());
        assertThat(database.rows(last)).isEqualTo(recorded);
    }

    @Test
    void migrationThatFailedIsTriedAgain() throws SQLException {
        database.execute("ALTER TABLE api_key DROP COLUMN revoke_reason");
        database.execute("UPDATE flyway_schema_history SET success = FALSE WHERE version = '8'");
        Schema.migrate(database.source(), database.url());
        assertThat(database.rows("SELECT COUNT(revoke_reason) FROM api_key")).containsExactly("0");
        assertThat(database.rows("SELECT success FROM flyway_schema_history WHERE version = '8'"))
                .hasSize(1)
                .doesNotContain("0", "FALSE");
    }

    @Test
    void migrationThatFailsIsToldWithItsStatementAndWhatToDo() throws SQLException {
        database.execute("DELETE FROM flyway_schema_history WHERE version = '8'");
        database.execute("ALTER TABLE api_key DROP COLUMN revoke_reason");
        database.execute("ALTER TABLE api_key RENAME TO api_key_away");
        try {
            assertThatExceptionOfType(SchemaFailure.class)
                    .isThrownBy(() -> Schema.migrate(database.source(), database.url()))
                    .withMessageStartingWith("the migration to version 8 (V8__ends.sql) failed at the statement"
                            + " \"ALTER TABLE api_key ADD COLUMN revoke_reason VARCHAR(200)")
                    .withMessageContaining("api_key")
                    .withMessageEndingWith(
                            ". No data is lost, and the statements before it are done. Fix the cause and start"
                                    + " again: the migration continues with this statement");
        } finally {
            database.execute("ALTER TABLE api_key_away RENAME TO api_key");
        }
        Schema.migrate(database.source(), database.url());
        assertThat(database.rows("SELECT COUNT(*) FROM api_key WHERE revoke_reason IS NULL"))
                .containsExactly("18");
    }
}
