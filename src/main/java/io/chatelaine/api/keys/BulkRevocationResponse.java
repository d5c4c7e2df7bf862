package io.chatelaine.api.keys;

import io.chatelaine.management.KeyRevocation.BulkRevocation;
import org.jspecify.annotations.Nullable;

/** The result of a bulk revocation: the number of keys, whether the caller's key is one, and when they were revoked. */
record BulkRevocationResponse(
        int matched,
        boolean includesCaller,
        boolean dryRun,
        @Nullable String revokedAt) {
    static BulkRevocationResponse of(BulkRevocation keys, boolean dryRun) {
        return new BulkRevocationResponse(
                keys.matched(), keys.includesCaller(), dryRun, KeyResponse.secondsOrNull(keys.revokedAt()));
    }
}
