package io.chatelaine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.chatelaine.audit.AuditSelect.Table;
import io.chatelaine.persistence.migration.Schema;
import io.chatelaine.testing.MySql;
import io.chatelaine.testing.RowsRead;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A page of the audit reads the same few rows for every query and table size. {@code -Dchatelaine.rows=1000000} runs
 * the test with many rows.
 */
class AuditReadsOnDatabaseTest {
    private static final int ROWS = Integer.getInteger("chatelaine.rows", 50_000);
    private static final boolean MYSQL =
            System.getProperty("chatelaine.database", "h2").equals("mysql");
    private static final String REFUSED = "request.refused";

    /** SQL for a column: half of the rows have one and the same account, key, request and action. */
    private static final String SOME = "CASE WHEN MOD(n, 2) = 0 THEN '%s' ELSE CONCAT('%s', MOD(n, 1000)) END";

    private final String url = MYSQL
            ? MySql.shared().administratorsUrl(MySql.shared().create())
            : "jdbc:h2:mem:reads;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";

    private void fill(Statement statement) throws SQLException {
        for (int from = 0; from < ROWS; from += 50_000) {
            int to = Math.min(ROWS, from + 50_000);
            String numbers = MYSQL
                    ? "(WITH RECURSIVE r (n) AS (SELECT " + from + " UNION ALL SELECT n + 1 FROM r WHERE n < "
                            + (to - 1) + ") SELECT n FROM r) numbers"
                    : "(SELECT x AS n FROM SYSTEM_RANGE(" + from + ", " + (to - 1) + ")) numbers";
            String at = MYSQL
                    ? "TIMESTAMPADD(SECOND, n, '2026-01-01')"
                    : "DATEADD(SECOND, n, TIMESTAMP '2026-01-01 00:00:00')";
            String account = SOME.formatted("acc_a", "acc_");
            String object = SOME.formatted("key_a", "key_");
            String request = SOME.formatted("req_a", "req_");
            statement.executeUpdate(
                    "INSERT INTO audit (id, happened_at, account_id, actor, action, object_id, request_id)"
                            + " SELECT CONCAT('aud_', n), " + at + ", " + account + ", 'key_b', "
                            + "CASE WHEN MOD(n, 4) = 0 THEN 'key.issued' WHEN MOD(n, 1001) = 0 THEN '" + REFUSED
                            + "' ELSE 'key.changed' END, " + object + ", " + request + " FROM " + numbers);
            statement.executeUpdate("INSERT INTO refusal (id, happened_at, account_id, object_id, reason, request_id,"
                    + " occurrences) SELECT CONCAT('aud_r', n), " + at + ", " + account + ", " + object
                    + ", 'expired', "
                    + request + ", 1 FROM " + numbers);
        }
        statement.execute(MYSQL ? "ANALYZE TABLE audit, refusal" : "ANALYZE");
    }

    @Test
    void pageReadsItsShareOfRowsWhateverIsAskedFor() throws SQLException {
        DataSource source = source();
        Schema.migrate(source, url);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            if (MYSQL) {
                statement.execute("SET SESSION cte_max_recursion_depth = 1000000");
            }
            fill(statement);
            List<String> tooMany = new ArrayList<>();
            for (AuditQuery query : queries()) {
                for (Table table : Table.values()) {
                    for (AuditEntry after : afters()) {
                        AuditSelect select = AuditSelect.page(table, query, after);
                        long read = RowsRead.by(connection, select.sql(51), select.values());
                        // A row and its entry of the index; the key's environment and the account's slug.
                        if (read > 51 * 8) {
                            tooMany.add(read + ": " + select.sql(51));
                        }
                    }
                }
            }
            assertThat(tooMany).isEmpty();
            if (!MYSQL) {
                statement.execute("SHUTDOWN");
            }
        }
    }

    private DataSource source() {
        if (MYSQL) {
            MysqlDataSource mySql = new MysqlDataSource();
            mySql.setUrl(url);
            return mySql;
        }
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL(url);
        return h2;
    }

    private static List<AuditQuery> queries() {
        List<AuditQuery> queries = new ArrayList<>();
        for (String account : oneOrNone("acc_a")) {
            for (String request : oneOrNone("req_a")) {
                for (String object : oneOrNone("key_a")) {
                    for (String action : oneOrNone("key.issued")) {
                        queries.add(new AuditQuery(account, false, request, object, action));
                        queries.add(new AuditQuery(account, true, request, object, action));
                    }
                }
            }
        }
        return queries;
    }

    private static List<@Nullable String> oneOrNone(String one) {
        List<@Nullable String> values = new ArrayList<>();
        values.add(null);
        values.add(one);
        return values;
    }

    /** The first page, and a page in the middle of the list. */
    private static List<@Nullable AuditEntry> afters() {
        List<@Nullable AuditEntry> afters = new ArrayList<>();
        afters.add(null);
        Instant middle = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(ROWS / 2);
        afters.add(new AuditEntry("aud_" + ROWS / 2, middle, "", "", "", "", "", null, null, null, null, null, 1));
        return afters;
    }
}
