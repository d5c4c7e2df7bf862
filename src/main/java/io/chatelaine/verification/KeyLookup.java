package io.chatelaine.verification;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.database.TimeLimitedConnection;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyHash;
import io.chatelaine.key.Scopes;
import io.chatelaine.restriction.Restrictions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Look-up of a key by its hash: one indexed row of the primary database, autocommit, no transaction, no cache. */
@Singleton
public class KeyLookup {
    private final DataSource dataSource;
    private final DatabaseClock clock;
    private volatile @Nullable String query;

    @Inject
    public KeyLookup(DataSource dataSource, DatabaseClock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    private static final String FIRST_USE = "UPDATE api_key SET first_use_awaited = FALSE"
            + " WHERE id = ? AND first_use_awaited = TRUE AND revoked_at IS NULL";

    /**
     * The row of a key.
     *
     * @param refusal why the key is refused; null if it is active
     * @param value the detail of the refusal for the audit; null if absent
     * @param firstUseAwaited whether a repeat of the request that issued the key, before its first use, makes it void
     */
    record Row(
            VerifiedKey key,
            @Nullable RefusalReason refusal,
            @Nullable String value,
            boolean firstUseAwaited) {
        Row ofTier(@Nullable String tier) {
            return Objects.equals(tier, key.tier()) ? this : new Row(key.ofTier(tier), refusal, value, firstUseAwaited);
        }
    }

    /** Returns the row of the key with that hash; null if no key has it. */
    @Nullable Row find(KeyHash hash) throws SQLException {
        try (TimeLimitedConnection connection = TimeLimitedConnection.of(dataSource);
                PreparedStatement statement = connection.prepare(query())) {
            statement.setBytes(1, hash.bytes());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? read(row) : null;
            }
        }
    }

    /**
     * Records the first use of a key. It happens once per key, and only for keys issued with an Idempotency-Key.
     *
     * @return false if another request was first: the key is used or void
     */
    boolean firstUse(String keyId) throws SQLException {
        try (TimeLimitedConnection connection = TimeLimitedConnection.of(dataSource);
                PreparedStatement statement = connection.prepare(FIRST_USE)) {
            statement.setString(1, keyId);
            return statement.executeUpdate() == 1;
        }
    }

    private String query() {
        String known = query;
        if (known == null) {
            // MySQL stops the query after that many milliseconds. H2 treats the hint as a comment.
            known = "SELECT /*+ MAX_EXECUTION_TIME(1000) */ k.id, k.name, k.environment, k.tier, k.scopes,"
                    + " k.expires_at, a.id, a.slug, a.name,"
                    + " k.revoked_at, k.enabled, a.enabled,"
                    + " COALESCE(k.expires_at <= " + clock.sql() + ", FALSE), k.first_use_awaited,"
                    + " k.rotated_at IS NOT NULL, k.restrictions, COALESCE(k.lineage, k.id)"
                    + " FROM api_key k JOIN account a ON a.id = k.account_id WHERE k.hash = ?";
            query = known;
        }
        return known;
    }

    private static Row read(ResultSet row) throws SQLException {
        VerifiedKey key = new VerifiedKey(
                row.getString(1),
                row.getString(2),
                Environment.of(row.getString(3)).orElseThrow(),
                row.getString(4),
                Scopes.parse(row.getString(5)),
                Restrictions.parse(row.getString(16)),
                instant(row.getObject(6, LocalDateTime.class)),
                row.getBoolean(15),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(17));
        return rowOf(key, row, row.getBoolean(14));
    }

    private static Row rowOf(VerifiedKey key, ResultSet row, boolean firstUseAwaited) throws SQLException {
        Instant revokedAt = instant(row.getObject(10, LocalDateTime.class));
        if (revokedAt != null) {
            return new Row(key, RefusalReason.REVOKED, revokedAt.toString(), firstUseAwaited);
        }
        if (!row.getBoolean(11)) {
            return new Row(key, RefusalReason.DISABLED, null, firstUseAwaited);
        }
        if (!row.getBoolean(12)) {
            return new Row(key, RefusalReason.ACCOUNT_SUSPENDED, key.accountSlug(), firstUseAwaited);
        }
        return row.getBoolean(13)
                ? new Row(key, RefusalReason.EXPIRED, String.valueOf(key.expiresAt()), firstUseAwaited)
                : new Row(key, null, null, firstUseAwaited);
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime utc) {
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
    }
}
