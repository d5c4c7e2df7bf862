package io.chatelaine.verification;

import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, as far as a verdict may depend on it, or is explained by it.
 *
 * @param address of the client
 * @param referrer as it was sent, any text at all; null where there is none
 * @param userAgent as it was sent, any text at all; null where there is none
 * @param requestId that the answer bears
 */
public record Client(
        String address, @Nullable String referrer, @Nullable String userAgent, String requestId) {}
