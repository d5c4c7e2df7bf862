package io.chatelaine.usage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last request that a key was let in with.
 *
 * @param at by the database's clock
 * @param address that it came from, as the server saw it
 * @param userAgent at most 200 printable ASCII characters in which there is no key; null where there is none such
 */
public record LastUse(
        Instant at, @Nullable String address, @Nullable String userAgent) {}
