package io.chatelaine.usage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last accepted request of a key.
 *
 * @param at time by the database's clock
 * @param address client address as the server saw it
 * @param userAgent at most 200 printable ASCII characters; null if absent, blank or with a key
 */
public record LastUse(
        Instant at, @Nullable String address, @Nullable String userAgent) {}
