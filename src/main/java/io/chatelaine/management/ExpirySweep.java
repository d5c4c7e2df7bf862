package io.chatelaine.management;

import io.chatelaine.database.DatabaseClock;
import io.chatelaine.database.JdbcTransaction;
import io.chatelaine.database.Statements;
import io.chatelaine.logging.TimerRun;
import io.chatelaine.request.Expiries;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/**
 * Timer that marks expired keys, so that lists do not read past them. The verification of a key does not depend on it:
 * it compares the expiry itself. Every node runs it, also several at once.
 */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class ExpirySweep {
    private static final int BATCH = 500;
    /** Maximum in one run; the next run is five seconds later. */
    private static final int MOST_BATCHES = 40;

    @Inject
    DataSource dataSource;

    @Inject
    DatabaseClock clock;

    @Schedule(hour = "*", minute = "*", second = "2/5", persistent = false)
    void sweep() {
        TimerRun.of(ExpirySweep.class, this::notice);
    }

    /** Marks expired keys in transactions of at most 500 rows, and returns their number. */
    int notice() throws SQLException {
        int noticed = 0;
        for (int i = 0; i < MOST_BATCHES; i++) {
            List<String> ids = due();
            if (!ids.isEmpty()) {
                JdbcTransaction.run(dataSource, connection -> notice(connection, ids));
            }
            noticed += ids.size();
            if (ids.size() < BATCH) {
                break;
            }
        }
        return noticed;
    }

    private List<String> due() throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT id FROM api_key WHERE " + Expiries.due(clock) + " ORDER BY due_at LIMIT " + BATCH);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        // Sorted, so that two nodes do not deadlock.
        Collections.sort(ids);
        return ids;
    }

    private void notice(Connection connection, List<String> ids) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(ids.size(), "?"));
        Statements.update(
                connection,
                "UPDATE api_key SET ended_at = expires_at WHERE id IN (" + marks + ") AND expires_at <= " + clock.sql(),
                ids);
    }
}
