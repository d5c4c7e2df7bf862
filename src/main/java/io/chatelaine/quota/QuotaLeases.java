package io.chatelaine.quota;

import io.chatelaine.config.Limit;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.database.TimeLimitedConnection;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Leases quotas to nodes in parts, in total never more than the quota. Each lease is one conditional UPDATE of the
 * subject's row, which has the window by the database's clock and the number of leased requests.
 */
@Singleton
public class QuotaLeases {
    private static final String ROW = " WHERE holder = ? AND tier = ? AND window_seconds = ?";
    private static final String INSERT = "INSERT IGNORE INTO quota_use"
            + " (holder, tier, window_seconds, window_start, used) VALUES (?, ?, ?, 0, 0)";
    private static final String SWAP =
            "UPDATE quota_use SET window_start = ?, used = ?" + ROW + " AND window_start = ? AND used = ?";
    private static final String GIVE_BACK =
            "UPDATE quota_use SET used = used - ?" + ROW + " AND window_start = ? AND used >= ?";

    /** A node takes one lease of a subject at a time, so that conflicts are few. */
    private static final int MOST_TRIES = 50;

    private static final long MICROS = 1_000_000;

    private final DataSource dataSource;
    private final DatabaseClock clock;

    @Inject
    public QuotaLeases(DataSource dataSource, DatabaseClock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    private record Row(long start, long used, long nowMicros) {}

    /** Leases at most {@code most} requests in the current window; zero if none is left. */
    QuotaLease take(LimitSubject subject, Limit quota, long most, TimeMeter time) throws SQLException {
        try (TimeLimitedConnection connection = TimeLimitedConnection.of(dataSource)) {
            for (int i = 0; i < MOST_TRIES; i++) {
                // Read before the database reads its clock, so that no lease outlasts its window.
                long asked = time.currentTimeNanos();
                Row row = read(connection, subject, quota);
                if (row == null) {
                    insert(connection, subject, quota);
                    continue;
                }
                QuotaLease lease = lease(row, quota, most, asked);
                if (lease.tokens() == 0 || swap(connection, subject, quota, row, lease)) {
                    return lease;
                }
            }
        }
        throw new SQLTransientException("no lease of a quota after " + MOST_TRIES + " conflicts with other nodes");
    }

    /** Computes the lease. A clock that is set back never restarts a window. */
    private static QuotaLease lease(Row row, Limit quota, long most, long asked) {
        long window = quota.seconds();
        long start = Math.max(row.start, Math.floorDiv(row.nowMicros, window * MICROS) * window);
        long left = Math.max(0, quota.amount() - used(row, start));
        long tokens = Math.min(most, left);
        long micros = (start + window) * MICROS - row.nowMicros;
        return new QuotaLease(start, tokens, left - tokens, asked + micros * 1000);
    }

    private static long used(Row row, long start) {
        return row.start == start ? row.used : 0;
    }

    private @Nullable Row read(TimeLimitedConnection connection, LimitSubject subject, Limit quota)
            throws SQLException {
        String query = "SELECT window_start, used, " + clock.sql() + " FROM quota_use" + ROW;
        try (PreparedStatement statement = connection.prepare(query)) {
            name(statement, 1, subject, quota);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Row(row.getLong(1), row.getLong(2), micros(row.getObject(3, LocalDateTime.class)))
                        : null;
            }
        }
    }

    private static long micros(LocalDateTime utc) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, utc.toInstant(ZoneOffset.UTC));
    }

    private static void insert(TimeLimitedConnection connection, LimitSubject subject, Limit quota)
            throws SQLException {
        try (PreparedStatement statement = connection.prepare(INSERT)) {
            name(statement, 1, subject, quota);
            statement.executeUpdate();
        }
    }

    private static boolean swap(
            TimeLimitedConnection connection, LimitSubject subject, Limit quota, Row row, QuotaLease lease)
            throws SQLException {
        try (PreparedStatement statement = connection.prepare(SWAP)) {
            statement.setLong(1, lease.start());
            statement.setLong(2, used(row, lease.start()) + lease.tokens());
            name(statement, 3, subject, quota);
            statement.setLong(6, row.start);
            statement.setLong(7, row.used);
            return statement.executeUpdate() == 1;
        }
    }

    /** Gives unused requests of a lease back; does nothing if its window is over. */
    void giveBack(LimitSubject subject, Limit quota, QuotaLease lease, long tokens) throws SQLException {
        try (TimeLimitedConnection connection = TimeLimitedConnection.of(dataSource);
                PreparedStatement statement = connection.prepare(GIVE_BACK)) {
            statement.setLong(1, tokens);
            name(statement, 2, subject, quota);
            statement.setLong(5, lease.start());
            statement.setLong(6, tokens);
            statement.executeUpdate();
        }
    }

    private static void name(PreparedStatement statement, int first, LimitSubject subject, Limit quota)
            throws SQLException {
        statement.setString(first, subject.id());
        statement.setString(first + 1, subject.tier());
        statement.setLong(first + 2, quota.seconds());
    }
}
