package io.chatelaine.security;

import io.chatelaine.config.GatewaySettings;
import io.chatelaine.config.GatewaySettings.GatewayDialect;
import io.chatelaine.config.Settings;
import io.chatelaine.problem.RequestId;
import io.chatelaine.verification.Purpose;
import io.chatelaine.verification.VerificationRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conversion of servlet requests for verification. It believes forwarding headers of trusted proxies only. */
final class VerificationRequests {
    private VerificationRequests() {}

    /** Converts a request to this server. */
    static VerificationRequest of(HttpServletRequest request, Settings settings) {
        String below = request.getPathInfo();
        String raw = raw(request);
        return new VerificationRequest(
                settings,
                request.getMethod(),
                below == null ? request.getServletPath() : request.getServletPath() + below,
                raw,
                OwnResources.purpose(request, raw),
                address(request, settings.gateways()),
                referrer(request),
                request.getHeader("User-Agent"),
                RequestId.of(request));
    }

    /**
     * Converts the request that a gateway asks about. An application serves it. Without a dialect, its client is the
     * client of the gateway's request.
     *
     * @param path the raw path of the original request
     */
    static VerificationRequest behindGateway(
            HttpServletRequest request, String method, String path, Settings settings) {
        GatewaySettings gateways = settings.gateways();
        return new VerificationRequest(
                settings,
                method,
                path,
                path,
                Purpose.APPLICATION,
                gateways.dialect() == GatewayDialect.NONE
                        ? address(request, gateways)
                        : ClientAddress.behindGateway(hops(request), gateways.trustedProxies(), gateways.dialect()),
                referrer(request),
                request.getHeader("User-Agent"),
                RequestId.of(request));
    }

    /** Returns the raw path below the context root; empty (ambiguous) if the client wrote the root differently. */
    private static String raw(HttpServletRequest request) {
        String uri = request.getRequestURI();
        return uri.startsWith(request.getContextPath())
                ? uri.substring(request.getContextPath().length())
                : "";
    }

    private static String address(HttpServletRequest request, GatewaySettings gateways) {
        return ClientAddress.of(request.getRemoteAddr(), hops(request), gateways.trustedProxies());
    }

    /** Returns {@code Referer}, or {@code Origin} if a browser withholds the page; null if absent or sent twice. */
    private static @Nullable String referrer(HttpServletRequest request) {
        List<String> pages = values(request, "Referer");
        List<String> sources = pages.isEmpty() ? values(request, "Origin") : pages;
        return sources.size() == 1 ? sources.get(0) : null;
    }

    private static List<String> hops(HttpServletRequest request) {
        return values(request, ClientAddress.HEADER);
    }

    private static List<String> values(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
