package io.chatelaine.usage;

import io.chatelaine.database.BatchDelete;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.database.DatabaseTime;
import io.chatelaine.database.JdbcTransaction;
import io.chatelaine.database.ManyRows;
import io.chatelaine.database.SqlDialect;
import io.chatelaine.database.Statements;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes uses to the database: each batch in its own transaction and exactly once, even if the connection breaks. Rows
 * are locked in the order of their keys, so that two nodes cannot deadlock.
 */
@Singleton
public class UsageTable {
    private static final int ROWS_AT_ONCE = 100;

    private static final String COUNTS = "INSERT INTO usage_hour (key_id, hour_at, outcome, n) VALUES ";
    private static final String ADDED = " ON DUPLICATE KEY UPDATE n = n + VALUES(n)";
    private static final String LAST_USES = "INSERT INTO key_use (key_id, last_used_at, address, user_agent) VALUES ";
    /**
     * Keeps the later use: another node may have seen the key later. MySQL assigns in order, so the time comes last.
     */
    private static final String FORWARD = " ON DUPLICATE KEY UPDATE"
            + " address = CASE WHEN VALUES(last_used_at) > last_used_at THEN VALUES(address) ELSE address END,"
            + " user_agent = CASE WHEN VALUES(last_used_at) > last_used_at THEN VALUES(user_agent) ELSE user_agent END,"
            + " last_used_at = GREATEST(last_used_at, VALUES(last_used_at))";

    private final DataSource dataSource;
    private final DatabaseClock clock;

    @Inject
    public UsageTable(DataSource dataSource, DatabaseClock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * Writes a batch, unless an earlier try has written it.
     *
     * @param number one more than the number of the node's previous batch
     */
    void write(String nodeId, long number, UsageBatch batch) throws SQLException {
        JdbcTransaction.run(dataSource, connection -> {
            if (isNext(nodeId, number, batch, connection)) {
                insert(COUNTS, counts(batch), ADDED, connection);
                insert(LAST_USES, lastUses(batch), FORWARD, connection);
                batch.markCommitting();
            }
        });
    }

    /**
     * Takes the number for the batch. The row lock makes this wait until an earlier try has committed or rolled back.
     */
    private boolean isNext(String nodeId, long number, UsageBatch batch, Connection connection) throws SQLException {
        if (take(nodeId, number, connection)) {
            return true;
        }
        if (batch.mayBeWritten()) {
            return false;
        }
        // The node has no row: this is its first batch, or the sweep removed the row after a long silence. The row is
        // committed before the batch is tried, so that after a failed try the row shows whether the batch was written.
        String insert = "INSERT INTO usage_node (id, batch, seen_at) VALUES (?, ?, " + clock.sql() + ')';
        Statements.update(connection, insert, List.of(nodeId, number - 1));
        connection.commit();
        return take(nodeId, number, connection);
    }

    private boolean take(String nodeId, long number, Connection connection) throws SQLException {
        String take = "UPDATE usage_node SET batch = ?, seen_at = " + clock.sql() + " WHERE id = ? AND batch = ?";
        return Statements.update(connection, take, List.of(number, nodeId, number - 1)) == 1;
    }

    private static List<List<@Nullable Object>> counts(UsageBatch batch) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (UsageDelta delta : batch.uses()) {
            delta.counts()
                    .forEach((outcome, count) ->
                            rows.add(List.of(delta.keyId(), DatabaseTime.of(delta.hour()), outcome.word(), count)));
        }
        return rows;
    }

    private static List<List<@Nullable Object>> lastUses(UsageBatch batch) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (UsageDelta delta : batch.uses()) {
            LastUse last = delta.last();
            if (last != null) {
                List<@Nullable Object> row = new ArrayList<>(List.of(delta.keyId(), DatabaseTime.of(last.at())));
                row.add(last.address());
                row.add(last.userAgent());
                rows.add(row);
            }
        }
        return rows;
    }

    /**
     * Inserts rows, or adds to existing ones. On H2 a statement has one row: H2 repeats a statement that meets another
     * transaction's uncommitted row and keeps the effects of the first run, so further rows would be added twice.
     *
     * @param rows rows of four columns
     */
    private void insert(String insert, List<List<@Nullable Object>> rows, String otherwise, Connection connection)
            throws SQLException {
        int most = clock.dialect() == SqlDialect.H2 ? 1 : ROWS_AT_ONCE;
        for (List<List<@Nullable Object>> part : ManyRows.inParts(rows, most)) {
            List<@Nullable Object> values =
                    part.stream().<@Nullable Object>flatMap(List::stream).toList();
            Statements.update(connection, insert + ManyRows.values("(?, ?, ?, ?)", part.size()) + otherwise, values);
        }
    }

    /**
     * Removes old counts and the rows of silent nodes, in small batches.
     *
     * @param countsBefore null to keep all counts
     * @return false if rows are left for the next call
     */
    boolean sweep(@Nullable Instant countsBefore, Instant nodesBefore) throws SQLException {
        String nodes = "DELETE FROM usage_node WHERE seen_at < ?";
        String counts = "DELETE FROM usage_hour WHERE hour_at < ?";
        return BatchDelete.run(dataSource, nodes, List.of(DatabaseTime.of(nodesBefore)))
                && (countsBefore == null
                        || BatchDelete.run(dataSource, counts, List.of(DatabaseTime.of(countsBefore))));
    }
}
