package io.chatelaine.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClosedDatabaseTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final SQLException closed = new SQLException("The database has been closed [90098-224]", "90098", 90098);
    private final ClosedDatabase database = new ClosedDatabase();

    @Test
    void databaseThatStaysClosedForTenSecondsIsClosedForGood() {
        long start = Long.MAX_VALUE - 3; // nanoTime may overflow
        assertThat(database.isForGood(closed, start)).isFalse();
        assertThat(database.isForGood(closed, start + 9 * SECOND)).isFalse();
        assertThat(database.isForGood(closed, start + 10 * SECOND)).isTrue();
    }

    @Test
    void databaseThatAnswersMeanwhileIsNotClosedForGood() {
        assertThat(database.isForGood(closed, 0)).isFalse();
        database.answered();
        assertThat(database.isForGood(closed, 10 * SECOND)).isFalse();
        assertThat(database.isForGood(closed, 20 * SECOND)).isTrue();
    }

    @Test
    void codeIsReadFromWhatAServerMakesOfIt() {
        SQLException wrapped =
                new SQLException("Error in allocating a connection. Cause: Connection could not be allocated"
                        + " because: General error [50000-224]; IO Exception: \"keys.mv.db\" [90028-224]");
        assertThat(database.isForGood(new SQLException("outer", closed), 0)).isFalse();
        assertThat(database.isForGood(wrapped, 10 * SECOND)).isTrue();
    }

    @Test
    void otherFailuresAreNotOfTheFile() {
        for (SQLException other : new SQLException[] {
            new SQLException("No ManagedConnections available within configured blocking timeout"),
            new SQLException("Communications link failure", "08S01", 0),
            new SQLException("Timeout trying to lock table [50200-224]", "HYT00", 50200),
            new SQLException(null, (String) null)
        }) {
            assertThat(database.isForGood(closed, 0)).isFalse();
            assertThat(database.isForGood(other, 10 * SECOND)).isFalse();
            assertThat(database.isForGood(closed, 11 * SECOND)).isFalse();
            database.answered();
        }
    }
}
