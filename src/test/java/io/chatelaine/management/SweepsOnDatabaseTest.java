package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.audit.AuditEntry;
import io.chatelaine.audit.AuditPage;
import io.chatelaine.audit.AuditQueries;
import io.chatelaine.audit.AuditQuery;
import io.chatelaine.audit.AuditSweep;
import io.chatelaine.change.IdempotencySweep;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.TestSettings;
import io.chatelaine.quota.QuotaSweep;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Sweeps delete exactly the outdated rows, in small batches, for any number of rows. {@code -Dchatelaine.rows=1000000}
 * runs the long version.
 */
class SweepsOnDatabaseTest extends OnDatabase {
    private static final int ROWS = Integer.getInteger("chatelaine.rows", 10_000);

    private interface Sweep {
        boolean run() throws SQLException;
    }

    /** Runs a sweep as its timer does, until no outdated row is left. */
    private static void finish(Sweep sweep) throws SQLException {
        int runs = 1;
        while (!sweep.run()) {
            runs++;
            assertThat(runs).isLessThan(2_000);
        }
    }

    /** Inserts a row for each number n from 0 on. */
    private void insert(int count, String into, String select) {
        for (int from = 0; from < count; from += 50_000) {
            int last = Math.min(count, from + 50_000) - 1;
            String numbers = isMySql()
                    ? "(WITH RECURSIVE r (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM r WHERE n < 999)"
                            + " SELECT a.n * 1000 + b.n AS n FROM r a JOIN r b) numbers WHERE n BETWEEN " + from
                            + " AND " + last
                    : "(SELECT x AS n FROM SYSTEM_RANGE(" + from + ", " + last + ")) numbers";
            execute("INSERT INTO " + into + " SELECT " + select + " FROM " + numbers);
        }
    }

    private AuditSweep audit(String... settings) {
        return new AuditSweep(jvm.dataSource(), jvm.clock(), SettingsSnapshot.of(TestSettings.of(settings)));
    }

    private void insertOldRefusals(int count, String at) {
        insert(
                count,
                "audit (id, happened_at, account_id, actor, action, object_id, request_id, refusal, note, asked,"
                        + " occurrences)",
                "CONCAT('aud_', n), '" + at + "', '" + caller.accountId()
                        + "', 'key_a', 'request.refused', 'key_a', CONCAT('req_', n), 'expired', 'then', 'GET /', 2");
    }

    @Test
    void refusalsAmongTheChangesAreMovedAndTheListStaysTheSame() throws SQLException {
        issue("a change", caller);
        insertOldRefusals(ROWS, "2026-11-01 00:00:00");
        AuditQueries audit = new AuditQueries(jvm.dataSource());
        AuditQuery all = new AuditQuery(caller.accountId(), false, null, "key_a", null);
        AuditPage first = audit.list(all, null, 100);
        AuditEntry last = first.entries().get(99);
        List<AuditEntry> second = audit.list(all, last, 100).entries();

        finish(audit()::run);

        assertThat(number("SELECT COUNT(*) FROM audit WHERE action = 'request.refused'"))
                .isZero();
        assertThat(number("SELECT COUNT(*) FROM refusal")).isEqualTo(ROWS);
        assertThat(audit.list(all, null, 100)).isEqualTo(first);
        assertThat(audit.find(all, last.id())).contains(last);
        assertThat(audit.list(all, last, 100).entries()).isEqualTo(second);
        assertThat(audited(AuditAction.KEY_ISSUED)).isEqualTo(1);
    }

    @Test
    void refusalsAreKeptAsLongAsTheSettingSaysAndChangesForEver() throws SQLException {
        String kept = issue("a change", caller);
        execute("UPDATE audit SET happened_at = '2020-01-01 00:00:00'");
        insertOldRefusals(ROWS, "2020-01-01 00:00:00");
        insert(
                3,
                "refusal (id, happened_at, account_id, object_id, reason, occurrences)",
                "CONCAT('aud_new', n), " + jvm.clock().sql() + ", 'acc_a', 'key_a', 'expired', 1");
        finish(audit("chatelaine.audit.keep-refusals", "none")::run);
        assertThat(number("SELECT COUNT(*) FROM refusal")).isEqualTo(ROWS + 3);
        finish(audit()::run);
        assertThat(number("SELECT COUNT(*) FROM refusal")).isEqualTo(3);
        assertThat(audited(AuditAction.KEY_ISSUED, kept)).isEqualTo(1);
    }

    @Test
    void logsOfOldEpochsAreTrimmed() throws SQLException {
        execute("UPDATE epoch SET n = " + (100_000 + ROWS));
        insert(ROWS + 10, "change_log (n, key_id)", "n, 'key_a'");
        insert(ROWS + 10, "account_change_log (n, account_id)", "n, 'acc_a'");
        finish(audit()::run);
        assertThat(number("SELECT COUNT(*) FROM change_log")).isEqualTo(10);
        assertThat(number("SELECT COUNT(*) FROM account_change_log")).isEqualTo(10);
    }

    @Test
    void quotasOfWindowsThatAreOverAreRemovedAndNoOther() throws SQLException {
        long now = jvm.now().getEpochSecond();
        String columns = "quota_use (holder, tier, window_seconds, window_start, used)";
        insert(ROWS, columns, "CONCAT('acc_', n), 'free', 3600, " + (now - 3600 - 86_400 - 10) + ", 1");
        insert(3, columns, "CONCAT('acc_b', n), 'free', 3600, " + (now - 3600 - 86_400 + 600) + ", 1");
        insert(3, columns, "CONCAT('acc_', n), 'free', 2678400, " + (now - 2_678_000) + ", 1");
        finish(new QuotaSweep(jvm.dataSource(), jvm.clock())::run);
        assertThat(number("SELECT COUNT(*) FROM quota_use")).isEqualTo(6);
    }

    @Test
    void requestsThatAreNoLongerRememberedAreRemoved() throws SQLException {
        String columns = "idempotent_issue (caller_id, idempotency_hash, request_hash, attempted_at, created_at)";
        insert(ROWS, columns, "'key_a', n, 'x', '2026-01-01', '2026-01-01'");
        insert(
                3,
                columns,
                "'key_b', n, 'x', " + jvm.clock().sql() + ", " + jvm.clock().sql());
        finish(() -> IdempotencySweep.run(jvm.dataSource(), jvm.clock()));
        assertThat(number("SELECT COUNT(*) FROM idempotent_issue")).isEqualTo(3);
    }

    @Test
    void sweepThatFailsGoesOnTheNextTime() throws SQLException {
        insertOldRefusals(600, "2026-11-01 00:00:00");
        execute("ALTER TABLE refusal RENAME TO gone");
        List<Class<?>> failed = new ArrayList<>();
        try {
            audit().run();
        } catch (SQLException e) {
            failed.add(e.getClass());
        }
        assertThat(failed).hasSize(1);
        assertThat(number("SELECT COUNT(*) FROM audit WHERE action = 'request.refused'"))
                .isEqualTo(600);
        execute("ALTER TABLE gone RENAME TO refusal");
        finish(audit()::run);
        assertThat(number("SELECT COUNT(*) FROM refusal")).isEqualTo(600);
    }
}
