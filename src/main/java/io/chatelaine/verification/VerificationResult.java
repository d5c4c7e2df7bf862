package io.chatelaine.verification;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.quota.LimitStatus;
import org.jspecify.annotations.Nullable;

/** The result of verifying a credential. */
public sealed interface VerificationResult {
    /** Returns the state of the key's limits; null if it has no limits or they were not checked. */
    @Nullable LimitStatus limit();

    record Accepted(VerifiedKey key, @Nullable LimitStatus limit) implements VerificationResult {
        Accepted(VerifiedKey key) {
            this(key, null);
        }
    }

    /**
     * A refused credential.
     *
     * @param key the refused key; null if it is unknown
     * @param value the detail of the reason, for the audit only; null if absent
     */
    record Refused(
            RefusalReason reason,
            @Nullable VerifiedKey key,
            @Nullable String value,
            @Nullable LimitStatus limit) implements VerificationResult {
        Refused(RefusalReason reason) {
            this(reason, null, null);
        }

        public Refused(RefusalReason reason, @Nullable VerifiedKey key, @Nullable String value) {
            this(reason, key, value, null);
        }

        public @Nullable String keyId() {
            return key == null ? null : key.keyId();
        }
    }
}
