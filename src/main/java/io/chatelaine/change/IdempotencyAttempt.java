package io.chatelaine.change;

import org.jspecify.annotations.Nullable;

/**
 * The one try at a request that may be sent again which is under way.
 *
 * @param id of the try; once another one has taken over, this one can no longer end well
 * @param made the key that an earlier try made; null where there is none
 */
public record IdempotencyAttempt(
        String id,
        String callerId,
        IdempotencyKey key,
        @Nullable String made) {}
