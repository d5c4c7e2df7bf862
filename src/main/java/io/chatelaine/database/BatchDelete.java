package io.chatelaine.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * Deletes old rows a small batch at a time, each in a transaction of its own, so that no sweep holds a lock or a connection
 * for long, and one that is ended half-way loses nothing.
 */
public final class BatchDelete {
    /** In one transaction. */
    public static final int ROWS = 500;

    /** A run ends after it, and the next one goes on. */
    private static final long TIME = Duration.ofSeconds(2).toNanos();

    private BatchDelete() {}

    /** One batch. */
    public interface Batch {
        /** @return how many rows it removed; fewer than {@value #ROWS} if there are no more */
        int remove(Connection connection) throws SQLException;
    }

    /**
     * Removes batches until there are no more rows, or the time of a run is over.
     *
     * @return whether there are no more
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
     * The same with one statement.
     *
     * @param delete without its LIMIT
     * @param values texts and numbers
     */
    public static boolean run(DataSource dataSource, String delete, List<?> values) throws SQLException {
        return run(dataSource, connection -> Statements.update(connection, delete + " LIMIT " + ROWS, values));
    }
}
