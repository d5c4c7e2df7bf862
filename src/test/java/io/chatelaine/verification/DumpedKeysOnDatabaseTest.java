package io.chatelaine.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.audit.RefusalRows;
import io.chatelaine.audit.Refusals;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.TestSettings;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.persistence.migration.Schema;
import io.chatelaine.quota.Allowances;
import io.chatelaine.quota.Leases;
import io.chatelaine.testing.TestDatabase;
import io.chatelaine.usage.RequestCounts;
import io.chatelaine.usage.UsageRecorder;
import io.chatelaine.verification.Verdict.Admitted;
import io.chatelaine.verification.Verdict.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every key that a server of an earlier version has made is judged as before, once its database is migrated. */
class DumpedKeysOnDatabaseTest {
    private static final RequestFacts REQUEST = new RequestFacts("GET", "/v1/me", null);
    private static final Client CLIENT = new Client("127.0.0.1", null, null, "req_1");
    private static final Map<String, Reason> REASONS = Map.of(
            "disabled", Reason.DISABLED,
            "revoked", Reason.REVOKED,
            "expired", Reason.EXPIRED,
            "suspended", Reason.ACCOUNT_SUSPENDED);

    @TempDir
    Path directory;

    @Test
    void everyKeyOfVersion8IsJudgedAsBefore() throws IOException, SQLException {
        TestDatabase database = TestDatabase.dumped(directory, "v8");
        // It ends three months after it was made: not today's test, whatever the day.
        database.execute("UPDATE api_key SET expires_at = '2099-01-01 00:00:00' WHERE rotated_at IS NOT NULL"
                + " AND name = 'Rotated with grace'");
        Schema.migrate(database.source(), database.url());
        Gate gate = gate(database.source());
        for (String line : TestDatabase.dumpedKeys("v8")) {
            String state = line.split(" ", 2)[0];
            Verdict verdict = gate.admit(line.split(" ", 2)[1], REQUEST, CLIENT);
            if (REASONS.containsKey(state)) {
                assertThat(verdict).as(line).isInstanceOf(Refused.class);
                assertThat(((Refused) verdict).reason()).as(line).isEqualTo(REASONS.get(state));
            } else {
                assertThat(verdict).as(line).isInstanceOf(Admitted.class);
            }
        }
    }

    private static Gate gate(DataSource source) {
        SettingsSnapshot settings = SettingsSnapshot.of(TestSettings.of("chatelaine.tiers", "free,partner"));
        DatabaseClock clock = new DatabaseClock(source);
        Refusals refusals = new Refusals(new RefusalRows(source), clock);
        return new Gate(
                settings,
                new KnownFormats(settings, source),
                new KeyLookup(source, clock),
                new LimitCheck(settings, new Allowances(new Leases(source, clock))),
                new Bookkeeping(new RequestCounts(), new UsageRecorder(), new RefusalAudit(settings, refusals)));
    }
}
