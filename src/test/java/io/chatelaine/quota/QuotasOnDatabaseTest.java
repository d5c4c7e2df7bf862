package io.chatelaine.quota;

import static io.chatelaine.testing.AtOnce.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.jdbc.MysqlConnectionPoolDataSource;
import io.chatelaine.config.Limit;
import io.chatelaine.config.TierSettings.Limits;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.persistence.migration.Schema;
import io.chatelaine.quota.LimitStatus.Kind;
import io.chatelaine.testing.MySql;
import io.github.bucket4j.TimeMeter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Quotas of several nodes on one database. */
class QuotasOnDatabaseTest {
    private static final LimitSubject ACME = new LimitSubject("acc_acme", "free");
    private static final Limit THOUSAND = new Limit(1000, Duration.ofDays(31));

    private final JdbcConnectionPool pool = pool();
    private final RateLimiter one = node();
    private final RateLimiter other = node();

    private static JdbcConnectionPool pool() {
        JdbcConnectionPool pool;
        String url = "jdbc:h2:mem:quotas;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE;"
                + "CASE_INSENSITIVE_IDENTIFIERS=TRUE;LOCK_TIMEOUT=1000";
        if (System.getProperty("chatelaine.database", "h2").equals("mysql")) {
            url = MySql.shared().administratorsUrl(MySql.shared().create());
            MysqlConnectionPoolDataSource mysql = new MysqlConnectionPoolDataSource();
            mysql.setUrl(url);
            pool = JdbcConnectionPool.create(mysql);
        } else {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(url);
            pool = JdbcConnectionPool.create(h2);
        }
        Schema.migrate(pool, url);
        return pool;
    }

    private RateLimiter node() {
        return new RateLimiter(new QuotaLeases(pool, new DatabaseClock(pool)), TimeMeter.SYSTEM_NANOTIME, 100);
    }

    private static Limits quota(Limit limit) {
        return new Limits(Optional.empty(), Optional.of(limit));
    }

    private static boolean take(RateLimiter node, Limits limits) throws SQLException {
        return node.take(ACME, limits, true).exceeded() == null;
    }

    private static int admitted(RateLimiter node, Limit limit, int asked) throws SQLException {
        int admitted = 0;
        for (int i = 0; i < asked; i++) {
            admitted += take(node, quota(limit)) ? 1 : 0;
        }
        return admitted;
    }

    private long number(String query) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String update) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(update);
        }
    }

    /** Waits if the end of a window of 31 days is near, so that no test runs across it. */
    @BeforeEach
    void keepAwayFromTheEdge() throws InterruptedException {
        long window = THOUSAND.window().toMillis();
        long left = window - new DatabaseClock(pool).now().toEpochMilli() % window;
        if (left < 60_000) {
            Thread.sleep(left);
        }
    }

    @AfterEach
    void close() throws SQLException {
        if (!System.getProperty("chatelaine.database", "h2").equals("mysql")) {
            execute("SHUTDOWN");
        }
        pool.dispose();
    }

    @Test
    void allNodesTogetherGiveOutExactlyWhatThereIs() throws Exception {
        List<Integer> admitted = atOnce(100, i -> admitted(i % 2 == 0 ? one : other, THOUSAND, 40));
        assertThat(admitted.stream().mapToInt(in -> in).sum()).isEqualTo(1000);
        assertThat(number("SELECT used FROM quota_use")).isEqualTo(1000);
    }

    @Test
    void fewAreGivenOutExactlyToo() throws Exception {
        Limit few = new Limit(7, Duration.ofDays(31));
        List<Integer> admitted = atOnce(100, i -> admitted(i % 2 == 0 ? one : other, few, 2));
        assertThat(admitted.stream().mapToInt(in -> in).sum()).isEqualTo(7);
    }

    @Test
    void databaseIsAskedForOneRequestOfMany() throws SQLException {
        Limit million = new Limit(1_000_000, Duration.ofDays(31));
        int asked = 0;
        long used = -1;
        for (int i = 0; i < 10_000; i++) {
            assertThat(take(one, quota(million))).isTrue();
            long now = number("SELECT used FROM quota_use");
            asked += now == used ? 0 : 1;
            used = now;
        }
        assertThat(asked).isLessThan(16);
    }

    @Test
    void nodeThatIsKilledTakesNoMoreWithItThanItGaveOut() throws SQLException {
        for (int given : List.of(1, 10, 200)) {
            execute("DELETE FROM quota_use");
            RateLimiter killed = node();
            assertThat(admitted(killed, THOUSAND, given)).isEqualTo(given);
            long lost = number("SELECT used FROM quota_use") - given;
            assertThat(lost).isBetween(0L, Math.min(given, 50L));
            assertThat(admitted(node(), THOUSAND, 1100)).isEqualTo((int) (1000 - given - lost));
        }
    }

    @Test
    void nodeThatIsStoppedGivesBackWhatItDidNotUse() throws SQLException {
        assertThat(admitted(one, THOUSAND, 123)).isEqualTo(123);
        one.end();
        assertThat(number("SELECT used FROM quota_use")).isEqualTo(123);
        assertThat(admitted(other, THOUSAND, 1100)).isEqualTo(877);
        other.end();
        assertThat(admitted(node(), THOUSAND, 10)).isZero();
    }

    @Test
    void windowIsTheDatabasesAndNothingOfOneIsLeftForTheNext() throws Exception {
        Limit brief = new Limit(40, Duration.ofSeconds(1));
        long start = System.nanoTime();
        int admitted = 0;
        while (System.nanoTime() - start < 2_500_000_000L) {
            admitted += admitted(one, brief, 1) + admitted(other, brief, 1);
            Thread.sleep(1);
        }
        // Two and a half windows contain at least two whole windows, and parts of at most four.
        assertThat(admitted).isBetween(80, 160);
    }

    @Test
    void nextWindowIsWaitedForAsTold() throws Exception {
        Limit brief = new Limit(2, Duration.ofSeconds(2));
        admitted(one, brief, 3);
        LimitStatus.Part exceeded = one.take(ACME, quota(brief), true).exceeded();
        if (exceeded != null) {
            assertThat(exceeded.kind()).isEqualTo(Kind.QUOTA);
            assertThat(exceeded.seconds()).isBetween(1L, 2L);
            Thread.sleep(exceeded.seconds() * 1000);
        }
        assertThat(take(one, quota(brief))).isTrue();
    }

    @Test
    void clockThatIsSetBackBeginsNoWindowAnew() throws SQLException {
        assertThat(admitted(one, THOUSAND, 1)).isEqualTo(1);
        execute("UPDATE quota_use SET window_start = window_start + window_seconds, used = 1000");
        assertThat(admitted(other, THOUSAND, 5)).isZero();
        assertThat(number("SELECT used FROM quota_use")).isEqualTo(1000);
    }

    @Test
    void changedQuotaCountsWhatWasUsed() throws SQLException {
        assertThat(admitted(one, THOUSAND, 1001)).isEqualTo(1000);
        Limit more = new Limit(1100, THOUSAND.window());
        assertThat(admitted(one, more, 200)).isEqualTo(100);
        Limit less = new Limit(10, THOUSAND.window());
        assertThat(admitted(one, less, 1)).isZero();
    }

    @Test
    void requestTakesOneOfEachLimitOrOfNeither() throws SQLException {
        Limits both = new Limits(Optional.of(new Limit(5, Duration.ofHours(1))), Optional.of(THOUSAND));
        for (int i = 0; i < 20; i++) {
            assertThat(take(one, both)).isEqualTo(i < 5);
        }
        one.end();
        assertThat(number("SELECT used FROM quota_use")).isEqualTo(5);

        Limits scarce = new Limits(
                Optional.of(new Limit(10, Duration.ofHours(1))), Optional.of(new Limit(5, Duration.ofDays(30))));
        for (int i = 0; i < 20; i++) {
            assertThat(take(other, scarce)).isEqualTo(i < 5);
        }
        Limits rateOnly = new Limits(scarce.rate(), Optional.empty());
        assertThat(other.take(ACME, rateOnly, false).parts().get(0).left()).isEqualTo(4);
    }

    @Test
    void nobodyIsLetInWhereTheDatabaseDoesNotSay() throws SQLException {
        execute("ALTER TABLE quota_use RENAME TO gone");
        Limits both = new Limits(Optional.of(new Limit(5, Duration.ofHours(1))), Optional.of(THOUSAND));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> take(one, both)).isInstanceOf(SQLException.class);
        }
        execute("ALTER TABLE gone RENAME TO quota_use");
        assertThat(take(one, both)).isTrue();
        assertThat(one.take(ACME, both, false).parts().get(0).left()).isEqualTo(3);
    }
}
