package io.chatelaine.verification;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.verification.VerificationResult.Refused;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The facts that the database holds about a key and its account. They do not depend on the time of the look-up.
 *
 * @param revokedAt the time of the revocation; null if the key is not revoked
 * @param firstUseAwaited whether a repeat of the request that issued the key, before its first use, makes it void
 */
record StoredKey(
        VerifiedKey key,
        @Nullable Instant revokedAt,
        boolean enabled,
        boolean accountEnabled,
        boolean firstUseAwaited) {

    StoredKey ofTier(@Nullable String tier) {
        return Objects.equals(tier, key.tier())
                ? this
                : new StoredKey(key.ofTier(tier), revokedAt, enabled, accountEnabled, firstUseAwaited);
    }

    /**
     * Returns why the key is refused, whatever the request; null if it is active.
     *
     * @param now the time by the database's clock; a key is expired from {@code expires_at} on
     */
    @Nullable Refused refusal(Instant now) {
        if (revokedAt != null) {
            return new Refused(RefusalReason.REVOKED, key, revokedAt.toString());
        }
        if (!enabled) {
            return new Refused(RefusalReason.DISABLED, key, null);
        }
        if (!accountEnabled) {
            return new Refused(RefusalReason.ACCOUNT_SUSPENDED, key, key.accountSlug());
        }
        Instant end = key.expiresAt();
        return end == null || end.isAfter(now) ? null : new Refused(RefusalReason.EXPIRED, key, end.toString());
    }
}
