package io.chatelaine.management;

import org.jspecify.annotations.Nullable;

/**
 * A revocation of many keys as a client asks for it, nothing checked yet; null is what it did not say.
 *
 * @param dryRun whether they are only to be counted
 * @param expect how many there are, as the count before said
 * @param reason for people
 */
public record BulkRevokeRequest(
        @Nullable Select select,
        boolean dryRun,
        @Nullable Integer expect,
        @Nullable String reason) {
    /** Its member {@code select}. */
    public record Select(
            @Nullable String environment,
            @Nullable String tier,
            @Nullable String createdBefore,
            @Nullable String name) {}
}
