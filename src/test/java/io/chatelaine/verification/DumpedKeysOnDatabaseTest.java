package io.chatelaine.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.audit.RefusalBuffer;
import io.chatelaine.audit.RefusalReason;
import io.chatelaine.audit.RefusalTable;
import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.TestSettings;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.persistence.migration.Schema;
import io.chatelaine.quota.QuotaLeases;
import io.chatelaine.quota.RateLimiter;
import io.chatelaine.testing.TestDatabase;
import io.chatelaine.usage.RequestCounts;
import io.chatelaine.usage.UsageRecorder;
import io.chatelaine.verification.TestVerifier.Asked;
import io.chatelaine.verification.TestVerifier.Client;
import io.chatelaine.verification.VerificationResult.Accepted;
import io.chatelaine.verification.VerificationResult.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every key that an earlier version issued has the same verification result after the migration. */
class DumpedKeysOnDatabaseTest {
    private static final Asked REQUEST = new Asked("GET", "/v1/me");
    private static final Client CLIENT = new Client("127.0.0.1", null);
    private static final Map<String, RefusalReason> REASONS = Map.of(
            "disabled", RefusalReason.DISABLED,
            "revoked", RefusalReason.REVOKED,
            "expired", RefusalReason.EXPIRED,
            "suspended", RefusalReason.ACCOUNT_SUSPENDED);

    @TempDir
    Path directory;

    @Test
    void everyKeyOfVersion8HasTheSameResult() throws IOException, SQLException {
        TestDatabase database = TestDatabase.dumped(directory, "v8");
        // Dated 2099: the key expires three months after its issue, and the result must not depend on today's date.
        database.execute("UPDATE api_key SET expires_at = '2099-01-01 00:00:00' WHERE rotated_at IS NOT NULL"
                + " AND name = 'Rotated with grace'");
        Schema.migrate(database.source(), database.url());
        TestVerifier verifier = verifier(database.source());
        for (String line : TestDatabase.dumpedKeys("v8")) {
            String state = line.split(" ", 2)[0];
            VerificationResult result = verifier.verify(line.split(" ", 2)[1], REQUEST, CLIENT);
            if (REASONS.containsKey(state)) {
                assertThat(result).as(line).isInstanceOf(Refused.class);
                assertThat(((Refused) result).reason()).as(line).isEqualTo(REASONS.get(state));
            } else {
                assertThat(result).as(line).isInstanceOf(Accepted.class);
            }
        }
    }

    private static TestVerifier verifier(DataSource source) {
        Settings settings = TestSettings.of("chatelaine.tiers", "free,partner");
        DatabaseClock clock = new DatabaseClock(source);
        RefusalBuffer buffer = new RefusalBuffer(new RefusalTable(source), clock);
        KeyVerifier verifier = new KeyVerifier(
                new KnownFormats(SettingsSnapshot.of(settings), source),
                new KeyLookup(source, clock),
                new LimitCheck(new RateLimiter(new QuotaLeases(source, clock))),
                new VerificationRecorder(new RequestCounts(), new UsageRecorder(), new RefusalAudit(buffer)));
        return new TestVerifier(verifier, settings);
    }
}
