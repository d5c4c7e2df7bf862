package io.chatelaine.verification;

import io.chatelaine.config.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The request that a credential is verified for: its target, its client, and its settings.
 *
 * @param settings the settings in force when the request arrived; no other ones apply to it
 * @param method the method as sent
 * @param path the path from its first slash: as the container routed it, or raw if a gateway asks about it
 * @param rawPath the same path as sent
 * @param purpose the purpose of the servlet that serves the request; it decides if a limit applies
 * @param address the client's IP address; a text that is not an IP address if it is unknown
 * @param referrer the value of {@code Referer}, else of {@code Origin}, unchecked; null if absent
 * @param userAgent the value of {@code User-Agent}, unchecked; null if absent
 * @param requestId the value of {@code X-Request-Id} in the response
 */
public record VerificationRequest(
        Settings settings,
        String method,
        String path,
        String rawPath,
        Purpose purpose,
        String address,
        @Nullable String referrer,
        @Nullable String userAgent,
        String requestId) {}
