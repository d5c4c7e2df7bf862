package io.chatelaine.quota;

import io.chatelaine.database.BatchDelete;
import io.chatelaine.database.DatabaseClock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Removes the rows of quotas whose window ended more than a day ago. The rows of open windows stay, so that no quota
 * restarts. The day is for a clock that is set back.
 */
@Singleton
public class QuotaSweep {
    private static final long KEPT_SECONDS = Duration.ofDays(1).toSeconds();

    private final DataSource dataSource;
    private final DatabaseClock clock;

    @Inject
    public QuotaSweep(DataSource dataSource, DatabaseClock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** @return false if rows are left for the next run */
    public boolean run() throws SQLException {
        long now = clock.now().getEpochSecond();
        boolean done = true;
        for (Long window = next(0); window != null; window = next(window)) {
            done &= BatchDelete.run(
                    dataSource,
                    "DELETE FROM quota_use WHERE window_seconds = ? AND window_start < ?",
                    List.of(window, now - window - KEPT_SECONDS));
        }
        return done;
    }

    /** Returns the next longer window that has rows; null if no longer one has. Reads one index entry. */
    private @Nullable Long next(long window) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT window_seconds FROM quota_use"
                        + " WHERE window_seconds > ? ORDER BY window_seconds LIMIT 1")) {
            statement.setLong(1, window);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : null;
            }
        }
    }
}
