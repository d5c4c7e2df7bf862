package io.chatelaine.verification;

import org.jspecify.annotations.Nullable;

/** What the gate says of a credential. */
public sealed interface Verdict {
    record Admitted(VerifiedKey key) implements Verdict {}

    /**
     * Why nobody is let in.
     *
     * @param key that was refused, where it is known
     * @param value of the request that the reason is about, for those who may know; null where it is about none
     */
    record Refused(
            Reason reason,
            @Nullable VerifiedKey key,
            @Nullable String value) implements Verdict {
        Refused(Reason reason) {
            this(reason, null, null);
        }

        public @Nullable String keyId() {
            return key == null ? null : key.keyId();
        }
    }
}
