package io.chatelaine.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.MysqlConnectionPoolDataSource;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.TestSettings;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.database.DatabaseTime;
import io.chatelaine.persistence.migration.Schema;
import io.chatelaine.testing.AtOnce;
import io.chatelaine.testing.MySql;
import io.chatelaine.usage.UnreliableDataSource.Fault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.sql.ConnectionPoolDataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uses in the database: each is there once, even if connections break and other nodes write at the same time. */
class UsageOnDatabaseTest {
    private static final String H2 =
            "jdbc:h2:mem:usage;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;LOCK_TIMEOUT=1000";
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final JdbcConnectionPool pool = JdbcConnectionPool.create(source());
    private final UnreliableDataSource database = new UnreliableDataSource(pool);
    private final UsageQueries queries = new UsageQueries(pool);
    private final DatabaseClock clock = new DatabaseClock(pool);
    private final UsageTable table = new UsageTable(pool, clock);
    private final Node node = new Node();

    /** The part of a node that counts uses. */
    private final class Node {
        final UsageRecorder recorder = new UsageRecorder();
        final UsageFlush usage;

        Node(String... settings) {
            DatabaseClock own = new DatabaseClock(database.dataSource());
            usage = new UsageFlush(
                    recorder,
                    new UsageTable(database.dataSource(), own),
                    own,
                    SettingsSnapshot.of(TestSettings.of(settings)));
        }

        void accept(String keyId, int times) {
            for (int i = 0; i < times; i++) {
                recorder.accepted(keyId, "192.0.2.1", "curl/8");
            }
        }
    }

    private static ConnectionPoolDataSource source() {
        if (System.getProperty("chatelaine.database", "h2").equals("mysql")) {
            MysqlConnectionPoolDataSource mysql = new MysqlConnectionPoolDataSource();
            mysql.setUrl(MySql.shared().administratorsUrl(MySql.shared().create())
                    + "&sessionVariables=innodb_lock_wait_timeout=1");
            return mysql;
        }
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL(H2);
        return h2;
    }

    @BeforeEach
    void migrate() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            Schema.migrate(pool, connection.getMetaData().getURL());
        }
    }

    @AfterEach
    void drop() throws SQLException {
        if (!System.getProperty("chatelaine.database", "h2").equals("mysql")) {
            execute("SHUTDOWN");
        }
        pool.dispose();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private long counted(String keyId, Outcome outcome) {
        return queries
                .hours(keyId, Instant.EPOCH.plus(Duration.ofDays(20_000)), NOON.plus(Duration.ofDays(9_000)))
                .stream()
                .filter(hour -> hour.outcome().equals(outcome.word()))
                .mapToLong(HourCount::count)
                .sum();
    }

    private long accepted(String keyId) {
        return counted(keyId, Outcome.ACCEPTED);
    }

    private LastUse lastUse(String keyId) {
        return Objects.requireNonNull(queries.lastUse(keyId));
    }

    @Test
    void usesAddUpInTheHourOfTheDatabasesClock() {
        node.accept("key_a", 3);
        node.recorder.refused("key_a", Outcome.UNAUTHORIZED);
        node.recorder.refused("key_b", Outcome.RATE_LIMITED);
        node.usage.flush();
        node.accept("key_a", 4);
        node.usage.flush();
        node.usage.flush();

        assertThat(accepted("key_a")).isEqualTo(7);
        assertThat(counted("key_a", Outcome.UNAUTHORIZED)).isEqualTo(1);
        assertThat(counted("key_b", Outcome.RATE_LIMITED)).isEqualTo(1);
        assertThat(queries.lastUse("key_b")).isNull();
        assertThat(queries.lastUses(List.of("key_a", "key_b", "key_c"))).containsOnlyKeys("key_a");
        Instant now = clock.now();
        assertThat(lastUse("key_a").at()).isBetween(now.minusSeconds(30), now);
        assertThat(lastUse("key_a").address()).isEqualTo("192.0.2.1");
        assertThat(lastUse("key_a").userAgent()).isEqualTo("curl/8");
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        assertThat(queries.hours("key_a", hour.minus(Duration.ofHours(1)), hour.plus(Duration.ofHours(1))))
                .isNotEmpty()
                .allSatisfy(
                        count -> assertThat(count.hour()).isEqualTo(count.hour().truncatedTo(ChronoUnit.HOURS)));
    }

    @Test
    void batchWhoseAnswerWasLostIsNotWrittenTwice() {
        node.accept("key_a", 5);
        database.fault(Fault.LOST_AFTER_COMMIT);
        node.usage.flush();
        node.usage.flush();
        database.fault(Fault.NONE);
        node.accept("key_a", 1);
        node.usage.flush();
        node.usage.flush();
        assertThat(accepted("key_a")).isEqualTo(6);
    }

    @Test
    void batchThatDidNotArriveIsWrittenWhenTheDatabaseIsBack() {
        for (Fault fault : List.of(Fault.LOST_BEFORE_COMMIT, Fault.AWAY)) {
            node.accept("key_a", 5);
            database.fault(fault);
            node.usage.flush();
            node.accept("key_a", 2);
            node.usage.flush();
            database.fault(Fault.NONE);
            node.usage.flush();
            node.usage.flush();
        }
        assertThat(accepted("key_a")).isEqualTo(14);
    }

    @Test
    void eachUseIsThereOnceWhateverTheDatabaseDoes() {
        Fault[] faults = Fault.values();
        for (int round = 1; round <= 40; round++) {
            node.accept("key_a", round);
            database.fault(faults[round * 7 % 11 % faults.length]);
            node.usage.flush();
        }
        database.fault(Fault.NONE);
        node.usage.flush();
        assertThat(accepted("key_a")).isEqualTo(820);
    }

    @Test
    void nodesThatWriteTheSameKeysAtOnceAddUp() throws Exception {
        int nodes = 3;
        int keys = 60;
        AtOnce.atOnce(nodes, thread -> {
            Node own = new Node();
            for (int round = 0; round < 3; round++) {
                for (int key = 0; key < keys; key++) {
                    own.accept("key_" + (thread % 2 == 0 ? key : keys - 1 - key), 1);
                }
                own.usage.flush();
            }
            while (own.recorder.holdsAny()) {
                own.usage.flush();
            }
            return true;
        });
        for (int key = 0; key < keys; key++) {
            assertThat(accepted("key_" + key)).isEqualTo(3L * nodes);
        }
        assertThat(number("SELECT COUNT(*) FROM usage_node")).isEqualTo(nodes);
    }

    /** H2 repeats a statement that meets another transaction's uncommitted row, and keeps the first run's effects. */
    @Test
    void rowThatAnotherNodeIsAboutToCommitMakesNoOtherCountTwice() throws Exception {
        AtOnce.atOnce(2, thread -> thread == 0 ? writeSlowly() : writeAcceptedAndRefused());
        assertThat(accepted("key_a")).isEqualTo(1);
        assertThat(counted("key_a", Outcome.UNAUTHORIZED)).isEqualTo(2);
    }

    private boolean writeSlowly() throws Exception {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO usage_hour (key_id, hour_at, outcome, n) VALUES ('key_a', '"
                    + DatabaseTime.of(clock.now().truncatedTo(ChronoUnit.HOURS)) + "', 'unauthorized', 1)");
            TimeUnit.MILLISECONDS.sleep(500);
            connection.commit();
            connection.setAutoCommit(true);
        }
        return true;
    }

    private boolean writeAcceptedAndRefused() throws Exception {
        TimeUnit.MILLISECONDS.sleep(200);
        node.accept("key_a", 1);
        node.recorder.refused("key_a", Outcome.UNAUTHORIZED);
        node.usage.flush();
        return true;
    }

    @Test
    void moreKeysThanFitABatchAreAllWritten() throws SQLException {
        int keys = 2 * UsageFlush.KEYS_AT_ONCE + 50;
        for (int key = 0; key < keys; key++) {
            node.accept("key_" + key, 1);
        }
        node.usage.flush();
        assertThat(number("SELECT SUM(n) FROM usage_hour")).isEqualTo(keys);
        assertThat(number("SELECT COUNT(*) FROM key_use")).isEqualTo(keys);
        assertThat(number("SELECT batch FROM usage_node")).isEqualTo(3);
        assertThat(node.recorder.holdsAny()).isFalse();
    }

    @Test
    void nodeThatWasTakenForDeadGoesOn() throws SQLException {
        node.accept("key_a", 1);
        node.usage.flush();
        execute("DELETE FROM usage_node");
        node.accept("key_a", 2);
        node.usage.flush();
        node.accept("key_a", 4);
        node.usage.flush();
        assertThat(accepted("key_a")).isEqualTo(7);
    }

    private void write(String nodeId, Instant at, @Nullable String address) throws SQLException {
        Map<Outcome, Long> counts = new EnumMap<>(Map.of(Outcome.ACCEPTED, 1L));
        LastUse last = new LastUse(at, address, address);
        table.write(
                nodeId,
                1,
                new UsageBatch(List.of(new UsageDelta("key_a", at.truncatedTo(ChronoUnit.HOURS), counts, last))));
    }

    @Test
    void lastUseMovesForwardOnly() throws SQLException {
        Instant late = NOON.plusNanos(123_456_000);
        write("nod_1", NOON, "first");
        write("nod_2", late, "late");
        write("nod_3", NOON.plusNanos(123_455_000), "early");
        assertThat(lastUse("key_a")).isEqualTo(new LastUse(late, "late", "late"));
        write("nod_4", late.plusSeconds(1), null);
        assertThat(lastUse("key_a")).isEqualTo(new LastUse(late.plusSeconds(1), null, null));
        assertThat(accepted("key_a")).isEqualTo(4);
    }

    @Test
    void whatIsTooOldIsRemovedAndNothingElse() throws SQLException {
        Node keeping = new Node("chatelaine.usage.keep", "P30D");
        Instant hour = clock.now().truncatedTo(ChronoUnit.HOURS);
        write("nod_1", hour.minus(Duration.ofDays(31)), "old");
        write("nod_2", hour.minus(Duration.ofDays(29)), "kept");
        execute("UPDATE usage_node SET seen_at = '2026-01-01 00:00:00' WHERE id = 'nod_1'");
        keeping.usage.flush();
        assertThat(accepted("key_a")).isEqualTo(1);
        assertThat(lastUse("key_a").address()).isEqualTo("kept");
        assertThat(number("SELECT COUNT(*) FROM usage_node WHERE id = 'nod_1'")).isZero();
        assertThat(number("SELECT COUNT(*) FROM usage_node WHERE id = 'nod_2'")).isEqualTo(1);
    }

    @Test
    void faultOfTheDatabaseReachesNobody() throws SQLException {
        execute("DROP TABLE usage_hour");
        node.accept("key_a", 1);
        node.usage.flush();
        node.accept("key_a", 1);
        node.usage.flush();
        assertThat(node.recorder.holdsAny()).isTrue();
    }
}
