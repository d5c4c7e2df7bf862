package io.chatelaine.verification;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.quota.LimitStatus;
import org.jspecify.annotations.Nullable;

/** What the gate says of a credential. */
public sealed interface VerificationResult {
    /** What the key may still ask for; null where it has no limits, or they were not looked at. */
    @Nullable LimitStatus limit();

    record Accepted(VerifiedKey key, @Nullable LimitStatus limit) implements VerificationResult {
        Accepted(VerifiedKey key) {
            this(key, null);
        }
    }

    /**
     * Why nobody is let in.
     *
     * @param key that was refused, where it is known
     * @param value of the request that the reason is about, for those who may know; null where it is about none
     */
    record Refused(
            RefusalReason reason,
            @Nullable VerifiedKey key,
            @Nullable String value,
            @Nullable LimitStatus limit) implements VerificationResult {
        Refused(RefusalReason reason) {
            this(reason, null, null);
        }

        Refused(RefusalReason reason, @Nullable VerifiedKey key, @Nullable String value) {
            this(reason, key, value, null);
        }

        public @Nullable String keyId() {
            return key == null ? null : key.keyId();
        }
    }
}
