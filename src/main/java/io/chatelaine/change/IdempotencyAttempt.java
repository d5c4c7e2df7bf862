package io.chatelaine.change;

import org.jspecify.annotations.Nullable;

/**
 * Running attempt at a request that a client may repeat. Each request has at most one.
 *
 * @param id the id of the attempt; the attempt fails once another one has taken over
 * @param made the id of the key that an earlier attempt issued; null if absent
 */
public record IdempotencyAttempt(
        String id,
        String callerId,
        IdempotencyKey key,
        @Nullable String made) {}
