package io.chatelaine.management;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was revoked at once, or would be.
 *
 * @param matched how many keys
 * @param includesCaller whether the key that asked is one of them
 * @param revokedAt by the database's clock; null where they were only counted, or there were none
 */
public record BulkRevocation(
        int matched, boolean includesCaller, @Nullable Instant revokedAt) {}
