package io.chatelaine.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * Deletes old rows in small batches, each in its own transaction, so that a sweep holds locks and a connection for a
 * short time only and may be interrupted.
 */
public final class BatchDelete {
    /** The most rows of a batch. */
    public static final int ROWS = 500;

    /** A run ends after this time; the next run continues. */
    private static final long TIME = Duration.ofSeconds(2).toNanos();

    private BatchDelete() {}

    /** The work on one batch. */
    public interface Batch {
        /** @return the number of removed rows; less than {@value #ROWS} if none are left */
        int remove(Connection connection) throws SQLException;
    }

    /**
     * Removes batches until no rows are left or the time of a run is over.
     *
     * @return whether no rows are left
     */
    public static boolean run(DataSource dataSource, Batch batch) throws SQLException {
        long start = System.nanoTime();
        int[] removed = new int[1];
        do {
            JdbcTransaction.run(dataSource, connection -> removed[0] = batch.remove(connection));
        } while (removed[0] >= ROWS && System.nanoTime() - start < TIME);
        return removed[0] < ROWS;
    }

    /**
     * Removes batches with one statement; see {@link #run(DataSource, Batch)}.
     *
     * @param delete the DELETE without its LIMIT
     * @param values texts and numbers
     */
    public static boolean run(DataSource dataSource, String delete, List<?> values) throws SQLException {
        return run(dataSource, connection -> Statements.update(connection, delete + " LIMIT " + ROWS, values));
    }
}
