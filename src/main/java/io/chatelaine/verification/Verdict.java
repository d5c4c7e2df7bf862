package io.chatelaine.verification;

import org.jspecify.annotations.Nullable;

/** What the gate says of a credential. */
public sealed interface Verdict {
    record Admitted(VerifiedKey key) implements Verdict {}

    /** @param keyId of the key that was refused, where it is known */
    record Refused(Reason reason, @Nullable String keyId) implements Verdict {}
}
