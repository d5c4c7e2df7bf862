package io.chatelaine.verification;

import org.jspecify.annotations.Nullable;

/**
 * The client of a request: the facts that verification and the audit need.
 *
 * @param address the IP address; a text that is not an IP address if it is unknown
 * @param referrer the value of {@code Referer}, else of {@code Origin}, unchecked; null if absent
 * @param userAgent the value of {@code User-Agent}, unchecked; null if absent
 * @param requestId the value of {@code X-Request-Id} in the response
 */
public record Client(
        String address, @Nullable String referrer, @Nullable String userAgent, String requestId) {}
