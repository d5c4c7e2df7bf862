package io.chatelaine.verification;

import io.chatelaine.quota.Allowance;
import org.jspecify.annotations.Nullable;

/** What the gate says of a credential. */
public sealed interface Verdict {
    /** What the key may still ask for; null where it has no limits, or they were not looked at. */
    @Nullable Allowance allowance();

    record Admitted(VerifiedKey key, @Nullable Allowance allowance) implements Verdict {
        Admitted(VerifiedKey key) {
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
            Reason reason,
            @Nullable VerifiedKey key,
            @Nullable String value,
            @Nullable Allowance allowance) implements Verdict {
        Refused(Reason reason) {
            this(reason, null, null);
        }

        Refused(Reason reason, @Nullable VerifiedKey key, @Nullable String value) {
            this(reason, key, value, null);
        }

        public @Nullable String keyId() {
            return key == null ? null : key.keyId();
        }
    }
}
