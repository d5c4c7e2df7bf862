package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.testing.MySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Each statement that the server has sent during the suite finds its rows by an index. MySQL lists the statements
 * (performance_schema) and their plans on large tables (EXPLAIN). Runs after the others, because it fills the tables.
 */
@Order(Integer.MAX_VALUE - 1)
@Isolated("Asks what all others made the server send")
@Tag("pair")
class QueriesIT {
    private static final String NUMBERS =
            "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 1000) ";

    /** Fills every table that statements search by a column other than its primary key. */
    private static final List<String> GROWTH = List.of(
            "INSERT INTO account (id, slug, name, enabled, created_at) "
                    + NUMBERS
                    + "SELECT CONCAT('acc_f', a.n, '_', b.n), CONCAT('f', a.n, '-', b.n), 'F', TRUE,"
                    + " TIMESTAMPADD(SECOND, a.n, '2026-01-01') FROM number a JOIN number b WHERE b.n <= 100",
            "INSERT INTO api_key (id, account_id, name, prefix, hint, environment, hash, scopes, admin, enabled, created_at,"
                    + " created_by) "
                    + NUMBERS
                    + "SELECT CONCAT('key_f', a.n, '_', b.n), CONCAT('acc_f', a.n, '_1'), 'F', 'ck_live_', '0000', 'live',"
                    + " UNHEX(SHA2(CONCAT(a.n, '_', b.n), 256)), '', FALSE, TRUE, TIMESTAMPADD(SECOND, b.n, '2026-01-01'),"
                    + " CONCAT('key_f', b.n) FROM number a JOIN number b WHERE a.n <= 100",
            "INSERT INTO idempotent_issue (caller_id, idempotency_hash, request_hash, attempted_at, created_at) "
                    + NUMBERS
                    + "SELECT CONCAT('key_f', n), SHA2(n, 256), SHA2(n, 256), TIMESTAMPADD(SECOND, n, '2099-01-01'),"
                    + " TIMESTAMPADD(SECOND, n, '2099-01-01') FROM number",
            "INSERT INTO key_use (key_id, last_used_at) "
                    + NUMBERS
                    + "SELECT CONCAT('key_f', a.n, '_', b.n), '2099-01-01' FROM number a JOIN number b WHERE b.n <= 10",
            "INSERT INTO usage_hour (key_id, hour_at, outcome, n) "
                    + NUMBERS
                    + "SELECT CONCAT('key_f', b.n), TIMESTAMPADD(HOUR, a.n, '2099-01-01'), 'accepted', 1"
                    + " FROM number a JOIN number b WHERE b.n <= 20",
            "INSERT INTO usage_node (id, batch, seen_at) "
                    + NUMBERS
                    + "SELECT CONCAT('nod_', n), 1, TIMESTAMPADD(SECOND, n, '2099-01-01') FROM number",
            "INSERT INTO partner_application (id, account_id, use_case, expected_volume, status, created_at, created_by) "
                    + NUMBERS
                    + "SELECT CONCAT('app_f', a.n, '_', b.n), CONCAT('acc_f', a.n, '_1'), 'F', 'F',"
                    + " ELT(1 + b.n % 3, 'refused', 'approved', 'pending'), TIMESTAMPADD(SECOND, b.n, '2026-01-01'), 'key_f'"
                    + " FROM number a JOIN number b WHERE b.n <= 100",
            "INSERT INTO audit (id, happened_at, account_id, actor, action, object_id) "
                    + NUMBERS
                    + "SELECT CONCAT('aud_f', a.n, '_', b.n), TIMESTAMPADD(SECOND, b.n, '2026-01-01'), CONCAT('acc_f', a.n, '_1'),"
                    + " CONCAT('key_f', a.n), 'key.issued', CONCAT('key_f', b.n, '_', a.n)"
                    + " FROM number a JOIN number b WHERE b.n <= 20",
            "INSERT INTO refusal (id, happened_at, account_id, object_id, reason, occurrences) "
                    + NUMBERS
                    + "SELECT CONCAT('aud_r', a.n, '_', b.n), TIMESTAMPADD(SECOND, b.n, '2026-01-01'), CONCAT('acc_f', a.n, '_1'),"
                    + " CONCAT('key_f', b.n, '_', a.n), 'expired', 1 FROM number a JOIN number b WHERE b.n <= 20",
            "ANALYZE TABLE account, api_key, idempotent_issue, partner_application, audit, refusal, change_log, account_change_log,"
                    + " key_use, usage_hour, usage_node");

    private static final long MOST_OF_INDEX = 1000;

    /** Tables with as many rows as configured key formats. */
    private static final Set<String> SMALL = Set.of("key_format");

    private final Server server = ServerSession.server();

    @Test
    void everyStatementFindsItsRowsByAnIndex() throws SQLException {
        assumeTrue(Cell.current().onMySql() && !MySql.shared().isMariaDb(), "MySQL alone tells what it was sent");
        Api.admin(server).issue("one at least");
        for (String status : List.of("active", "disabled", "expired", "revoked", "all")) {
            Answer page = Api.admin(server).get("/v1/api-keys?limit=1&status=" + status);
            Api.admin(server)
                    .get("/v1/api-keys?limit=1&status=" + status + "&cursor="
                            + page.json().path("next_cursor").asText());
        }
        for (String select : List.of("name", "tier", "environment", "created_before")) {
            String value = select.equals("created_before") ? "2020-01-01T00:00:00Z" : "live";
            Api.admin(server)
                    .post(
                            "/v1/api-keys/revoke",
                            "{\"select\":{\"" + select + "\":\"" + value + "\"},\"dry_run\":true}");
        }
        Api.admin(server).get("/v1/audit?request_id=x");
        Api.admin(server).get("/v1/audit?object=x&action=key.issued");
        try (Tenant tenant = new Tenant(server)) {
            tenant.client(tenant.issue(Tenant.asked("limited", "keys:read").put("tier", "daily")))
                    .get("/v1/partner-applications");
            tenant.client("audit:read").get("/v1/audit");
        }
        List<String> without = new ArrayList<>();
        try (Connection connection = MySql.shared().connect(Cell.current().databaseName());
                Statement statement = connection.createStatement()) {
            Set<String> sent = sent(statement);
            for (int second = 0; second < 30 && sent.stream().noneMatch(sql -> sql.contains("usage_node")); second++) {
                // A timer sends this statement.
                Server.pause(1000);
                sent = sent(statement);
            }
            for (String table : List.of(
                    "api_key",
                    "account",
                    "epoch",
                    "idempotent_issue",
                    "installation",
                    "key_use",
                    "usage_node",
                    "quota_use",
                    "partner_application",
                    "audit")) {
                assertThat(sent).as(table).anyMatch(sql -> sql.contains(table));
            }
            for (String sql : GROWTH) {
                statement.execute(sql);
            }
            for (String sql : sent) {
                if (scans(statement, sql)) {
                    without.add(sql);
                }
            }
        }
        assertThat(without).isEmpty();
    }

    private static Set<String> sent(Statement statement) throws SQLException {
        Set<String> sent = new TreeSet<>();
        try (ResultSet row = statement.executeQuery("SELECT query_sample_text"
                + " FROM performance_schema.events_statements_summary_by_digest WHERE schema_name = DATABASE()")) {
            while (row.next()) {
                String sql = row.getString(1).strip();
                if (sql.matches("(?is)(SELECT .* FROM|UPDATE|DELETE).*")
                        && !sql.matches("(?is).*(flyway_schema_history|information_schema|performance_schema).*")) {
                    sent.add(sql);
                }
            }
        }
        return sent;
    }

    private static boolean scans(Statement statement, String sql) throws SQLException {
        try (ResultSet step = statement.executeQuery("EXPLAIN " + sql)) {
            while (step.next()) {
                String table = String.valueOf(step.getString("table"));
                boolean derived = table.startsWith("<");
                if (!derived && !SMALL.contains(table) && (readsAll(step) || sorts(step))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Without a type, MySQL knows that no row matches. A list without a condition ends at its limit. */
    private static boolean readsAll(ResultSet step) throws SQLException {
        String type = String.valueOf(step.getString("type"));
        return type.equals("ALL") || (type.equals("index") && step.getLong("rows") > MOST_OF_INDEX);
    }

    private static boolean sorts(ResultSet step) throws SQLException {
        return String.valueOf(step.getString("Extra")).contains("filesort");
    }
}
