package io.chatelaine.verification;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.usage.Outcome;
import io.chatelaine.usage.RequestCounts;
import io.chatelaine.usage.UsageRecorder;
import io.chatelaine.verification.VerificationResult.Accepted;
import io.chatelaine.verification.VerificationResult.Refused;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Recorder of verification results in memory: the counts of this node, the use of the key, the audit of a refusal. */
@Singleton
public class VerificationRecorder {
    private final RequestCounts counts;
    private final UsageRecorder usage;
    private final RefusalAudit audit;

    @Inject
    public VerificationRecorder(RequestCounts counts, UsageRecorder usage, RefusalAudit audit) {
        this.counts = counts;
        this.usage = usage;
        this.audit = audit;
    }

    void recordLookup() {
        counts.lookedUp();
    }

    void record(VerificationResult result, VerificationRequest request) {
        if (result instanceof Accepted accepted) {
            counts.accepted();
            usage.accepted(accepted.key().keyId(), request.address(), request.userAgent());
        } else if (result instanceof Refused refused) {
            counts.refused(refused.reason().word());
            VerifiedKey key = refused.key();
            if (key != null) {
                usage.refused(key.keyId(), outcome(refused.reason()));
                audit.record(key, refused.reason(), refused.value(), request);
            }
        }
    }

    /** Maps a reason to the status of the response: 401, 403 or 429. */
    static Outcome outcome(RefusalReason reason) {
        return switch (reason) {
            case MALFORMED, UNKNOWN, REVOKED, EXPIRED, DISABLED, ACCOUNT_SUSPENDED, WRONG_ENVIRONMENT, UNAVAILABLE ->
                Outcome.UNAUTHORIZED;
            case RESTRICTED_ADDRESS,
                    RESTRICTED_REFERRER,
                    RESTRICTED_ENDPOINT,
                    INSUFFICIENT_SCOPE,
                    BEYOND_ITS_RIGHTS,
                    OTHER_ACCOUNT -> Outcome.FORBIDDEN;
            case LIMIT_EXCEEDED -> Outcome.RATE_LIMITED;
        };
    }
}
