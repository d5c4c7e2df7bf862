package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.key.Environment;
import io.chatelaine.management.KeySelection.Criteria;
import io.chatelaine.management.SentStatements.Sent;
import io.chatelaine.request.Caller;
import io.chatelaine.request.InvalidRequestException;
import io.chatelaine.request.PageRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The cost of a call does not grow with the account. The cost is the number of rows that the database reads, in an
 * account of a thousand keys, in one of {@code chatelaine.rows}, and in one whose keys are all revoked. For a million rows
 * on MySQL, {@code chatelaine.mysql.buffer-pool=3G} saves hours.
 */
class RowsReadOnDatabaseTest extends OnDatabase {
    private static final int FEW = 1000;
    private static final int MANY = Integer.getInteger("chatelaine.rows", 20_000);
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");
    private static final Criteria ALL_LIVE = new Criteria(Environment.LIVE, null, null, null);

    /** Exception that rolls a transaction back. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static String sha256(String text) {
        return isMySql() ? "UNHEX(SHA2(" + text + ", 256))" : "HASH('SHA-256', STRINGTOUTF8(" + text + "), 1)";
    }

    /** Fills an account with keys. {@code kind} derives the state of each key from its number n. */
    private void fill(String accountId, int keys, Kind kind) {
        String second = "TIMESTAMPADD(SECOND, n, TIMESTAMP '2026-01-01 00:00:00')";
        String end = "TIMESTAMP '2026-02-01 00:00:00'";
        execute(
                "INSERT INTO api_key (id, account_id, name, prefix, hint, environment, tier, hash, scopes, admin, enabled,"
                        + " created_at, expires_at, ended_at, revoked_at) SELECT CONCAT('" + accountId + "_', n), '"
                        + accountId + "', CASE WHEN MOD(n, 100) = 0 THEN 'ci' ELSE"
                        + " CONCAT('n', n) END, 'ck_live_', '0000', CASE WHEN MOD(n, 7) = 3 THEN 'test' ELSE 'live' END,"
                        + " CASE WHEN MOD(n, 100) = 1 THEN 'free' ELSE 'paid' END, "
                        + sha256("CONCAT('" + accountId + "_', n)") + ", '', FALSE, " + kind.enabled + ", " + second
                        + ", "
                        + kind.expiresAt(end) + ", " + kind.expiresAt(end) + ", " + kind.revokedAt(end)
                        + " FROM (SELECT a.i + 1000 * b.i AS n FROM digits a JOIN digits b ON b.i < " + (keys / 1000)
                        + ") numbers");
    }

    private enum Kind {
        MIXED("MOD(n, 10) <> 1", "CASE WHEN MOD(n, 10) IN (2, 3) THEN %s END", "CASE WHEN MOD(n, 10) > 4 THEN %s END"),
        REVOKED("TRUE", "NULL", "%s"),
        EXPIRED("TRUE", "%s", "NULL");

        private final String enabled;
        private final String expiresAt;
        private final String revokedAt;

        Kind(String enabled, String expiresAt, String revokedAt) {
            this.enabled = enabled;
            this.expiresAt = expiresAt;
            this.revokedAt = revokedAt;
        }

        String expiresAt(String time) {
            return "CAST(" + expiresAt.formatted(time) + " AS DATETIME(6))";
        }

        String revokedAt(String time) {
            return "CAST(" + revokedAt.formatted(time) + " AS DATETIME(6))";
        }
    }

    @Test
    void noCallReadsMoreRowsInALargeAccountThanInASmallOne() {
        settings("chatelaine.account.max-keys", "none");
        execute("CREATE TABLE digits (i INTEGER NOT NULL PRIMARY KEY)");
        execute("INSERT INTO digits (i) WITH RECURSIVE number (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM number"
                + " WHERE i < 999) SELECT i FROM number");
        Map<Kind, Map<String, Long>> few = new EnumMap<>(Kind.class);
        Map<Kind, Map<String, Long>> many = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            fill(account(id(kind, FEW)), FEW, kind);
            fill(account(id(kind, MANY)), MANY, kind);
        }
        if (isMySql()) {
            text("ANALYZE TABLE api_key");
        }
        for (Kind kind : Kind.values()) {
            few.put(kind, rows(id(kind, FEW), FEW));
            many.put(kind, rows(id(kind, MANY), MANY));
        }
        for (Kind kind : Kind.values()) {
            compare(kind, Objects.requireNonNull(few.get(kind)), Objects.requireNonNull(many.get(kind)));
        }
    }

    private static void compare(Kind kind, Map<String, Long> few, Map<String, Long> many) {
        many.forEach((call, rows) -> {
            long before = few.getOrDefault(call, 0L);
            System.out.println(
                    kind + ": " + call + ": " + before + " rows of " + FEW + " keys, " + rows + " of " + MANY);
            // A call that reads up to ten thousand matches reads fewer in an account of a thousand keys.
            long most = call.startsWith("count") ? 80_000 : before + before / 2 + 150;
            assertThat(rows).as(kind + ": " + call).isLessThanOrEqualTo(most);
        });
    }

    private static String id(Kind kind, int keys) {
        return "acc_" + kind.name().toLowerCase(Locale.ROOT) + keys;
    }

    private Map<String, Long> rows(String accountId, int keys) {
        Map<String, Long> rows = new LinkedHashMap<>();
        Caller live = caller.on(accountId);
        Caller test = caller(accountId, Environment.TEST);
        String middle = accountId + '_' + (keys / 2 / 7 * 7 + 3);
        for (Caller by : List.of(live, test)) {
            for (String status : List.of("active", "disabled", "expired", "revoked", "all")) {
                String call = by.environment().text() + ' ' + status;
                rows.put(call, of(wiring -> wiring.queries().list(filter(status, null), by)));
                rows.put(
                        call + " from the middle", of(wiring -> wiring.queries().list(filter(status, middle), by)));
            }
            rows.put("count by name " + by.environment(), counted(new Criteria(null, null, null, "ci"), by));
            rows.put("count by tier " + by.environment(), counted(new Criteria(null, "free", null, null), by));
            rows.put(
                    "count by time " + by.environment(),
                    counted(new Criteria(null, null, Instant.parse("2099-01-01T00:00:00Z"), null), by));
            rows.put("count all " + by.environment(), counted(ALL_LIVE, by));
        }
        rows.put("one", of(wiring -> wiring.queries().require(middle, live)));
        String own = accountId + "_0";
        rows.put("issue", of(wiring -> wiring.issue().issue(key("new"), FORMAT, live)));
        rows.put("revoke", of(wiring -> wiring.revocation().revoke(own, true, null, live)));
        if (accountId.startsWith("acc_mixed")) {
            rows.put("change", of(wiring -> wiring.update().change(own, name("renamed"), live)));
            rows.put("rotate", of(wiring -> wiring.rotation().rotate(own, Duration.ZERO, FORMAT, live)));
        }
        return rows;
    }

    private long counted(Criteria selection, Caller by) {
        return of(wiring -> {
            try {
                return wiring.revocation().count(selection, by);
            } catch (InvalidRequestException tooMany) {
                return tooMany;
            }
        });
    }

    private static KeyFilter filter(String status, @Nullable String cursor) {
        return new KeyFilter(status, new PageRequest(50, Optional.ofNullable(cursor)));
    }

    /** Runs the work, rolls it back, then runs its statements again and counts the rows read. */
    private long of(Function<Wiring, ?> work) {
        jvm.sent().listen();
        assertThatThrownBy(() -> jvm.inTransaction(wiring -> {
                    assertThat(work.apply(wiring)).isNotNull();
                    throw new Undone();
                }))
                .isInstanceOf(Undone.class);
        long rows = 0;
        for (Sent sent : jvm.sent().all()) {
            if (!sent.sql().startsWith("INSERT")) {
                rows += rows(sent);
            }
        }
        return rows;
    }

    private long rows(Sent sent) {
        try (Connection connection = jvm.connect()) {
            connection.setAutoCommit(false);
            try {
                return isMySql() ? handled(connection, sent) : scanned(connection, sent);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sent.sql(), e);
        }
    }

    private static long scanned(Connection connection, Sent sent) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("EXPLAIN ANALYZE " + sent.sql())) {
            bind(statement, sent);
            long rows = 0;
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Matcher scanned = SCANNED.matcher(row.getString(1));
                    while (scanned.find()) {
                        rows += Long.parseLong(scanned.group(1));
                    }
                }
            }
            return rows;
        }
    }

    private static long handled(Connection connection, Sent sent) throws SQLException {
        long before = handlerReads(connection);
        try (PreparedStatement statement = connection.prepareStatement(sent.sql())) {
            bind(statement, sent);
            statement.execute();
        }
        return handlerReads(connection) - before;
    }

    private static long handlerReads(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SHOW SESSION STATUS WHERE variable_name IN ('Handler_read_first',"
                                + " 'Handler_read_key', 'Handler_read_last', 'Handler_read_next', 'Handler_read_prev',"
                                + " 'Handler_read_rnd', 'Handler_read_rnd_next')")) {
            long reads = 0;
            while (row.next()) {
                reads += row.getLong(2);
            }
            return reads;
        }
    }

    private static void bind(PreparedStatement statement, Sent sent) throws SQLException {
        for (int i = 0; i < sent.parameters().size(); i++) {
            statement.setObject(i + 1, sent.parameters().get(i));
        }
    }
}
