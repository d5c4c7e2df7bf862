package io.chatelaine.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit.
 *
 * @param actor a key id, or {@code start} for what the server did by itself
 * @param refusal why a request was refused, a fixed word; null for a change, which was done
 * @param note the value that a refusal is about, or why a change was made
 * @param asked method and path of a request that was refused
 * @param occurrences how many refusals the row stands for
 */
public record AuditEntry(
        String id,
        Instant happenedAt,
        String accountId,
        String accountSlug,
        String actor,
        String action,
        String objectId,
        @Nullable String address,
        @Nullable String requestId,
        @Nullable String refusal,
        @Nullable String note,
        @Nullable String asked,
        long occurrences) {}
