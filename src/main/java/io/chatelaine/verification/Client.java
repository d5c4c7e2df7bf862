package io.chatelaine.verification;

import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, as far as a verdict may depend on it, or is explained by it.
 *
 * @param address of the client; a text that is none where it cannot be told
 * @param referrer the page, or else the origin, that it says it comes from, any text at all; null where it says nothing
 * @param userAgent as it was sent, any text at all; null where there is none
 * @param requestId that the answer bears
 */
public record Client(
        String address, @Nullable String referrer, @Nullable String userAgent, String requestId) {}
