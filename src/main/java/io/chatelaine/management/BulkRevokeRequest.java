package io.chatelaine.management;

import org.jspecify.annotations.Nullable;

/**
 * Unchecked request for a bulk revocation; an absent member is null.
 *
 * @param dryRun whether the keys are only counted
 * @param expect the number of keys that a dry run returned
 * @param reason a comment for people
 */
public record BulkRevokeRequest(
        @Nullable Select select,
        boolean dryRun,
        @Nullable Integer expect,
        @Nullable String reason) {
    /** The member {@code select}. */
    public record Select(
            @Nullable String environment,
            @Nullable String tier,
            @Nullable String createdBefore,
            @Nullable String name) {}
}
