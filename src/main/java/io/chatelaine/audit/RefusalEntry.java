package io.chatelaine.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit before it is written. It has its id already, so that a retry after a lost confirmation does not
 * write it twice.
 */
record RefusalEntry(
        String id,
        Instant happenedAt,
        String objectId,
        String accountId,
        String reason,
        @Nullable String note,
        @Nullable String asked,
        @Nullable String address,
        @Nullable String requestId,
        long occurrences) {}
