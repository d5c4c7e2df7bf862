package io.chatelaine.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mysql.cj.jdbc.MysqlConnectionPoolDataSource;
import io.chatelaine.config.InvalidSettingException;
import io.chatelaine.config.TestSettings;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.persistence.migration.Schema;
import io.chatelaine.testing.MySql;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tiers that the settings must name. */
class TiersInUseOnDatabaseTest {
    private static final boolean MYSQL =
            System.getProperty("chatelaine.database", "h2").equals("mysql");
    private static final String FUTURE = "9999-01-01 00:00:00";
    private static final String PAST = "2026-01-01 00:00:00";

    private final JdbcConnectionPool pool = pool();
    private final TiersInUse tiers = new TiersInUse(pool, new DatabaseClock(pool));
    private int keys;

    private static JdbcConnectionPool pool() {
        String url = "jdbc:h2:mem:tiers;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE;"
                + "CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        JdbcConnectionPool pool;
        if (MYSQL) {
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

    @BeforeEach
    void makeAccount() throws SQLException {
        execute("INSERT INTO account (id, slug, name, enabled, created_at)"
                + " VALUES ('acc_1', 'one', 'One', TRUE, '2026-01-01 00:00:00')");
    }

    @AfterEach
    void close() throws SQLException {
        if (!MYSQL) {
            execute("SHUTDOWN");
        }
        pool.dispose();
    }

    @Test
    void tierThatLivingKeysHaveAndNobodyNamesIsTold() throws SQLException {
        insert("gold", true, null, null);
        insert("gold", false, FUTURE, null);
        insert("gold", true, PAST, null);
        insert("gold", true, null, PAST);
        insert("free", true, null, null);
        insert(null, true, null, null);
        assertWrong(
                "free,pro",
                "",
                "chatelaine.tiers is \"free,pro\"; allowed: names with gold among them, the tier of 2 keys neither revoked"
                        + " nor expired, or chatelaine.tiers.renamed with gold:NEW");
        assertWrong(
                "pro",
                "gold:pro",
                "chatelaine.tiers is \"pro\"; allowed: names with free among them, the tier of 1 key neither revoked nor"
                        + " expired, or chatelaine.tiers.renamed with free:NEW");
        assertRight("free,gold", "");
        assertRight("pro", "gold:pro,free:pro");
    }

    @Test
    void tierOfKeysThatAreAllRevokedOrExpiredNeedsNoName() throws SQLException {
        insert("gold", true, PAST, null);
        insert("silver", true, null, PAST);
        insert("silver", true, FUTURE, PAST);
        insert(null, true, null, null);
        assertRight("", "");
    }

    @Test
    void moreThanTenThousandAreNotCounted() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < TiersInUse.MOST + 5; i++) {
                insert("gold", true, null, null, connection);
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> check("", ""))
                .withMessageContaining("the tier of more than 10000 keys");
    }

    @Test
    void databaseThatDoesNotTellLetsNoOtherTiersIn() throws SQLException {
        execute("ALTER TABLE api_key RENAME TO gone");
        assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> check("free", ""));
    }

    @Test
    void eachLookUpIsInTheIndexOfTiers() throws SQLException {
        for (String query : new String[] {
            TiersInUse.NEXT,
            TiersInUse.LIVING.formatted("IS NULL"),
            TiersInUse.LIVING.formatted("> " + new DatabaseClock(pool).sql())
        }) {
            assertThat(plan(query)).contains("api_key_tier").doesNotContain("tableScan");
        }
    }

    private String plan(String query) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("EXPLAIN " + query)) {
            statement.setString(1, "gold");
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        plan.append(rows.getString(i)).append(' ');
                    }
                }
            }
        }
        return plan.toString();
    }

    private void check(String named, String renamed) {
        tiers.check(TestSettings.of("chatelaine.tiers", named, "chatelaine.tiers.renamed", renamed));
    }

    private void assertRight(String named, String renamed) {
        assertThatCode(() -> check(named, renamed)).doesNotThrowAnyException();
    }

    private void assertWrong(String named, String renamed, String message) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> check(named, renamed))
                .withMessage(message);
    }

    private void insert(@Nullable String tier, boolean enabled, @Nullable String expiresAt, @Nullable String revokedAt)
            throws SQLException {
        try (Connection connection = pool.getConnection()) {
            insert(tier, enabled, expiresAt, revokedAt, connection);
        }
    }

    private void insert(
            @Nullable String tier,
            boolean enabled,
            @Nullable String expiresAt,
            @Nullable String revokedAt,
            Connection connection)
            throws SQLException {
        keys++;
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO api_key (id, account_id, name, prefix, hint, environment, hash, scopes, admin, enabled,"
                        + " created_at, tier, expires_at, revoked_at) VALUES (?, 'acc_1', 'k', 'ck', 'abcd', 'live', ?,"
                        + " '', FALSE, ?, '2026-01-01 00:00:00', ?, ?, ?)")) {
            insert.setString(1, "key_" + keys);
            insert.setBytes(2, String.format("%032d", keys).getBytes(StandardCharsets.US_ASCII));
            insert.setBoolean(3, enabled);
            insert.setString(4, tier);
            insert.setString(5, expiresAt);
            insert.setString(6, revokedAt);
            insert.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
