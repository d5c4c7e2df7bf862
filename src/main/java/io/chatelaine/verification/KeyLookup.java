package io.chatelaine.verification;

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
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Look-up of keys by their hashes: one indexed row of the primary database for each hash, autocommit, no transaction,
 * no cache.
 */
@Singleton
public class KeyLookup {
    /** The largest number of keys that one statement finds. */
    static final int MOST = 100;

    private static final String FROM = " FROM api_key k JOIN account a ON a.id = k.account_id WHERE k.hash ";
    private static final String FIRST_USE = "UPDATE api_key SET first_use_awaited = FALSE"
            + " WHERE id = ? AND first_use_awaited = TRUE AND revoked_at IS NULL";

    private final DataSource dataSource;
    private final DatabaseClock clock;
    private volatile @Nullable String query;

    @Inject
    public KeyLookup(DataSource dataSource, DatabaseClock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * A key that the database holds.
     *
     * @param now the time by the database's clock, from the same row: no other one decides whether the key is expired
     */
    record Found(StoredKey stored, Instant now) {}

    /** Finds the key with a hash; null if no key has it. */
    @Nullable Found find(KeyHash hash) throws SQLException {
        try (TimeLimitedConnection connection = TimeLimitedConnection.of(dataSource);
                PreparedStatement statement = connection.prepare(query())) {
            statement.setBytes(1, hash.bytes());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? read(row) : null;
            }
        }
    }

    /**
     * Finds the keys with some hashes, by one statement. A hash that no key has is absent from the result.
     *
     * @param hashes at most {@value #MOST} hashes
     */
    Map<KeyHash, Found> find(Collection<KeyHash> hashes) throws SQLException {
        if (hashes.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " hashes");
        }
        Map<KeyHash, Found> found = new HashMap<>();
        if (hashes.isEmpty()) {
            return found;
        }
        String places = String.join(", ", Collections.nCopies(hashes.size(), "?"));
        try (TimeLimitedConnection connection = TimeLimitedConnection.of(dataSource);
                PreparedStatement statement =
                        connection.prepare(columns() + ", k.hash" + FROM + "IN (" + places + ')')) {
            int place = 1;
            for (KeyHash hash : hashes) {
                statement.setBytes(place++, hash.bytes());
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.put(KeyHash.ofStored(row.getBytes(18)), read(row));
                }
            }
        }
        return found;
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
            known = columns() + FROM + "= ?";
            query = known;
        }
        return known;
    }

    private String columns() {
        // MySQL stops the query after that many milliseconds. H2 treats the hint as a comment.
        return "SELECT /*+ MAX_EXECUTION_TIME(1000) */ k.id, k.name, k.environment, k.tier, k.scopes,"
                + " k.expires_at, a.id, a.slug, a.name,"
                + " k.revoked_at, k.enabled, a.enabled,"
                + ' ' + clock.sql() + ", k.first_use_awaited,"
                + " k.rotated_at IS NOT NULL, k.restrictions, COALESCE(k.lineage, k.id)";
    }

    private static Found read(ResultSet row) throws SQLException {
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
        StoredKey stored = new StoredKey(
                key,
                instant(row.getObject(10, LocalDateTime.class)),
                row.getBoolean(11),
                row.getBoolean(12),
                row.getBoolean(14));
        return new Found(stored, row.getObject(13, LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime utc) {
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
    }
}
