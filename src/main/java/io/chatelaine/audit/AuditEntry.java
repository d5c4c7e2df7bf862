package io.chatelaine.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit.
 *
 * @param actor a key id, or {@code start} for a change by the server
 * @param refusal the reason of a refusal, a fixed word; null if the entry is a change
 * @param note the value that was refused, or the reason of a change
 * @param asked method and path of a refused request
 * @param occurrences number of refusals that the row counts
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
