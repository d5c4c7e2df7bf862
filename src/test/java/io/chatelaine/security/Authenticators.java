package io.chatelaine.security;

import io.chatelaine.audit.RefusalBuffer;
import io.chatelaine.audit.RefusalTable;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.quota.QuotaLeases;
import io.chatelaine.quota.RateLimiter;
import io.chatelaine.usage.RequestCounts;
import io.chatelaine.usage.UsageRecorder;
import io.chatelaine.verification.KeyLookup;
import io.chatelaine.verification.KeyVerifier;
import io.chatelaine.verification.KnownFormats;
import io.chatelaine.verification.LimitCheck;
import io.chatelaine.verification.RefusalAudit;
import io.chatelaine.verification.VerificationRecorder;
import javax.sql.DataSource;

/** Authenticators for tests, of the parts that a server has. */
final class Authenticators {
    private Authenticators() {}

    static RequestAuthenticator on(DataSource database, SettingsSnapshot settings) {
        DatabaseClock clock = new DatabaseClock(database);
        RefusalAudit audit = new RefusalAudit(new RefusalBuffer(new RefusalTable(database), clock));
        KeyVerifier verifier = new KeyVerifier(
                new KnownFormats(settings, database),
                new KeyLookup(database, clock),
                new LimitCheck(new RateLimiter(new QuotaLeases(database, clock))),
                new VerificationRecorder(new RequestCounts(), new UsageRecorder(), audit));
        return new RequestAuthenticator(verifier, audit);
    }
}
