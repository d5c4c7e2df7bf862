package io.chatelaine.management;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Result of a bulk revocation or of its dry run.
 *
 * @param matched the number of keys
 * @param includesCaller whether the caller's key is one of them
 * @param revokedAt the time by the database's clock; null if the keys were only counted, or none matched
 */
public record BulkRevocation(
        int matched, boolean includesCaller, @Nullable Instant revokedAt) {}
