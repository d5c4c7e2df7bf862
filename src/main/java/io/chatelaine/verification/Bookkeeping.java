package io.chatelaine.verification;

import io.chatelaine.usage.RequestCounts;
import io.chatelaine.usage.UsageRecorder;
import io.chatelaine.verification.Verdict.Admitted;
import io.chatelaine.verification.Verdict.Refused;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What is remembered of every verdict: this node's counts, the use of the key, the audit of a refusal. All of it in memory. */
@Singleton
public class Bookkeeping {
    private final RequestCounts counts;
    private final UsageRecorder usage;
    private final RefusalAudit audit;

    @Inject
    public Bookkeeping(RequestCounts counts, UsageRecorder usage, RefusalAudit audit) {
        this.counts = counts;
        this.usage = usage;
        this.audit = audit;
    }

    void lookedUp() {
        counts.lookedUp();
    }

    void note(Verdict verdict, RequestFacts request, Client client) {
        if (verdict instanceof Admitted admitted) {
            counts.admitted();
            usage.accepted(admitted.key().keyId(), client.address(), client.userAgent());
        } else if (verdict instanceof Refused refused) {
            counts.refused(refused.reason().word());
            VerifiedKey key = refused.key();
            if (key != null) {
                usage.refused(key.keyId(), refused.reason().outcome());
                audit.record(key, refused.reason(), refused.value(), request, client);
            }
        }
    }
}
