package io.chatelaine.api.keys;

import io.chatelaine.management.BulkRevocation;
import org.jspecify.annotations.Nullable;

/** How many keys a selection means, whether the one that asked is among them, and since when they are revoked, if so. */
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
