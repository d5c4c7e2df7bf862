package io.chatelaine.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.key.KeyHash;
import io.chatelaine.testing.CountedStatements;
import io.chatelaine.testing.MigratedDatabase;
import io.chatelaine.testing.RowsRead;
import io.chatelaine.testing.TestDatabase;
import io.chatelaine.verification.KeyLookup.Found;
import io.chatelaine.verification.VerificationResult.Refused;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Look-up of one key and of many keys. */
class KeyLookupOnDatabaseTest {
    /** A microsecond after noon. */
    private static final String NOW = "TIMESTAMP '2026-06-01 12:00:00.000001'";

    @TempDir
    Path directory;

    private TestDatabase database;
    private Connection connection;
    private CountedStatements statements;
    private DatabaseClock clock;
    private KeyLookup lookup;

    @BeforeEach
    void open() throws SQLException {
        if (TestDatabase.isMySql()) {
            database = new TestDatabase(MigratedDatabase.onMySql());
        } else {
            MigratedDatabase.onH2(directory);
            database = TestDatabase.empty(directory);
        }
        connection = database.source().getConnection();
        statements = new CountedStatements(database.source());
        clock = new DatabaseClock(database.source());
        lookup = new KeyLookup(statements.dataSource(), clock);
        database.execute("INSERT INTO account (id, slug, name, enabled, created_at)"
                + " VALUES ('acc_1', 'one', 'One', TRUE, '2026-01-01 00:00:00')");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static KeyHash hash(int key) {
        return KeyHash.ofStored(ByteBuffer.allocate(32).putInt(28, key).array());
    }

    private static List<KeyHash> hashes(int from, int to) {
        return IntStream.range(from, to).mapToObj(KeyLookupOnDatabaseTest::hash).toList();
    }

    private void insert(int count) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO api_key (id, account_id, name, prefix, hint, environment, hash, scopes, admin, enabled,"
                        + " created_at) VALUES (?, 'acc_1', 'k', 'ck_live_', 'abcd', 'live', ?, '', FALSE, TRUE,"
                        + " '2026-01-01 00:00:00')")) {
            for (int i = 0; i < count; i++) {
                insert.setString(1, "key_" + i);
                insert.setBytes(2, hash(i).bytes());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private void expire(String end) throws SQLException {
        database.execute("UPDATE api_key SET expires_at = '2026-06-01 " + end + "'");
    }

    @Test
    void oneKeyIsFoundByItsHashWithTheDatabasesTime() throws SQLException {
        insert(2);
        Instant before = clock.now();
        statements.take();
        Found found = Objects.requireNonNull(lookup.find(hash(1)));
        assertThat(statements.take()).hasSize(1);
        assertThat(found.stored().key().keyId()).isEqualTo("key_1");
        assertThat(found.now()).isBetween(before, clock.now());
        assertThat(lookup.find(hash(2))).isNull();
    }

    @Test
    void manyKeysAreFoundByOneStatement() throws SQLException {
        insert(5);
        database.execute("UPDATE api_key SET enabled = FALSE WHERE id = 'key_1'");
        Map<KeyHash, Found> found = lookup.find(List.of(hash(3), hash(1), hash(9), hash(3)));
        assertThat(statements.take()).hasSize(1);
        assertThat(found).containsOnlyKeys(hash(1), hash(3));
        for (Map.Entry<KeyHash, Found> entry : found.entrySet()) {
            Found alone = Objects.requireNonNull(lookup.find(entry.getKey()));
            assertThat(entry.getValue().stored()).isEqualTo(alone.stored());
            assertThat(Duration.between(entry.getValue().now(), alone.now()))
                    .isBetween(Duration.ZERO, Duration.ofMinutes(1));
        }
    }

    @Test
    void atMostAHundredKeysAreLookedUpAtOnce() throws SQLException {
        insert(101);
        assertThat(lookup.find(hashes(0, 100))).hasSize(100);
        statements.take();
        assertThatIllegalArgumentException().isThrownBy(() -> lookup.find(hashes(0, 101)));
        assertThat(lookup.find(List.of())).isEmpty();
        assertThat(statements.take()).isEmpty();
    }

    @Test
    void costDependsOnTheHashesAndNotOnTheKeysOfTheTable() throws SQLException {
        insert(3_000);
        analyze();
        assertThat(rowsRead(hashes(1_000, 1_001))).isBetween(1L, 6L);
        assertThat(rowsRead(hashes(1_000, 1_100))).isBetween(100L, 600L);
    }

    private void analyze() throws SQLException {
        database.execute(TestDatabase.isMySql() ? "ANALYZE TABLE api_key, account" : "ANALYZE");
    }

    /** Returns the rows that the statement of the look-up reads. */
    private long rowsRead(List<KeyHash> hashes) throws SQLException {
        statements.take();
        lookup.find(hashes);
        String sql = statements.take().get(0);
        for (KeyHash hash : hashes) {
            sql = sql.replaceFirst("\\?", "X'" + HexFormat.of().formatHex(hash.bytes()) + "'");
        }
        return RowsRead.by(connection, sql, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "11:59:59.999999, true",
        "12:00:00.000000, true",
        "12:00:00.000001, true",
        "12:00:00.000002, false",
        "12:00:01.000000, false",
    })
    void keyIsExpiredFromItsEndOnToTheMicrosecondAsTheDatabaseComparesIt(String end, boolean expired)
            throws SQLException {
        insert(1);
        expire(end);
        DatabaseClock fixed = new DatabaseClock(database.source()) {
            @Override
            public String sql() {
                return NOW;
            }
        };
        Found found = Objects.requireNonNull(new KeyLookup(database.source(), fixed).find(hash(0)));
        Refused refusal = found.stored().refusal(found.now());
        assertThat(refusal != null).isEqualTo(expired);
        assertThat(database.rows("SELECT COUNT(*) FROM api_key WHERE expires_at <= " + NOW))
                .containsExactly(expired ? "1" : "0");
        if (refusal != null) {
            assertThat(refusal.reason()).isEqualTo(RefusalReason.EXPIRED);
            assertThat(refusal.value())
                    .isEqualTo(String.valueOf(found.stored().key().expiresAt()));
        }
    }

    @Test
    void keyWithoutAnEndNeverExpires() throws SQLException {
        insert(1);
        StoredKey stored = Objects.requireNonNull(lookup.find(hash(0))).stored();
        assertThat(stored.refusal(Instant.MAX)).isNull();
    }

    @Test
    void reasonsOfARefusalHaveAnOrder() throws SQLException {
        insert(1);
        expire("12:00:00");
        assertRefused(RefusalReason.EXPIRED, "2026-06-01T12:00:00Z");
        database.execute("UPDATE account SET enabled = FALSE");
        assertRefused(RefusalReason.ACCOUNT_SUSPENDED, "one");
        database.execute("UPDATE api_key SET enabled = FALSE");
        assertRefused(RefusalReason.DISABLED, null);
        database.execute("UPDATE api_key SET revoked_at = '2026-01-02 00:00:00'");
        assertRefused(RefusalReason.REVOKED, "2026-01-02T00:00:00Z");
    }

    private void assertRefused(RefusalReason reason, @Nullable String value) throws SQLException {
        StoredKey stored = Objects.requireNonNull(lookup.find(hash(0))).stored();
        assertThat(stored.refusal(Instant.parse("2026-07-01T00:00:00Z")))
                .isEqualTo(new Refused(reason, stored.key(), value));
    }
}
