package io.chatelaine.audit;

import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.database.BatchDelete;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.database.DatabaseTime;
import io.chatelaine.database.Statements;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/**
 * Bounds the tables of the audit: moves refusals that a node of an earlier version wrote into the table of changes,
 * removes refusals that are older than {@code chatelaine.audit.keep-refusals}, and trims the change logs. The audit of
 * changes is never trimmed.
 */
@Singleton
public class AuditSweep {
    /** Number of epochs whose change log is kept. A reader that finds a gap in the log must discard its cache. */
    static final long EPOCHS_KEPT = 100_000;

    private static final String OLD_REFUSALS =
            "SELECT id FROM audit WHERE action = '" + RefusalTable.REFUSED + "' LIMIT " + BatchDelete.ROWS;

    private final DataSource dataSource;
    private final DatabaseClock clock;
    private final SettingsSnapshot settings;

    @Inject
    public AuditSweep(DataSource dataSource, DatabaseClock clock, SettingsSnapshot settings) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.settings = settings;
    }

    /** @return false if rows are left for the next run */
    public boolean run() throws SQLException {
        boolean moved = BatchDelete.run(dataSource, AuditSweep::move);
        Duration keep = settings.current().keepRefusals().orElse(null);
        boolean trimmed = keep == null || removeBefore(clock.now().minus(keep));
        return trimLogs() && moved && trimmed;
    }

    private boolean removeBefore(Instant time) throws SQLException {
        return BatchDelete.run(dataSource, "DELETE FROM refusal WHERE happened_at < ?", List.of(DatabaseTime.of(time)));
    }

    /** Moves a batch in the caller's transaction. Another node may move the same rows at the same time. */
    private static int move(Connection connection) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OLD_REFUSALS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        if (!ids.isEmpty()) {
            String some = " WHERE id IN (" + String.join(", ", Collections.nCopies(ids.size(), "?")) + ')';
            Statements.update(
                    connection,
                    "INSERT IGNORE INTO refusal (id, happened_at, account_id, object_id, reason, note, asked, address,"
                            + " request_id, occurrences) SELECT id, happened_at, account_id, object_id, refusal, note,"
                            + " asked, address, request_id, occurrences FROM audit" + some,
                    ids);
            Statements.update(connection, "DELETE FROM audit" + some, ids);
        }
        return ids.size();
    }

    private boolean trimLogs() throws SQLException {
        List<Long> before = List.of(epoch() - EPOCHS_KEPT);
        return BatchDelete.run(dataSource, "DELETE FROM change_log WHERE n < ?", before)
                && BatchDelete.run(dataSource, "DELETE FROM account_change_log WHERE n < ?", before);
    }

    private long epoch() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT n FROM epoch WHERE id = 1");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
