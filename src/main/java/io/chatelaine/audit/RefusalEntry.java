package io.chatelaine.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit as it is to be written. It has its id before it is written, so that one that was written, and whose
 * confirmation was lost, is not written twice.
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
