package io.chatelaine.security;

import io.chatelaine.config.CredentialSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Recognition of a CORS preflight (the Fetch standard): the request that a browser sends before a page of another
 * origin may call. It has no key and no body. A request that could be anything else does not count as a preflight.
 */
final class Preflight {
    private static final String ASKED_METHOD = "access-control-request-method";

    private Preflight() {}

    static boolean is(HttpServletRequest request, CredentialSettings credentials) {
        return request.getMethod().equals("OPTIONS")
                && isOne(request, "Origin")
                && isOne(request, ASKED_METHOD)
                && hasNoBody(request)
                && !hasKey(request.getQueryString(), credentials)
                && Collections.list(request.getHeaderNames()).stream().noneMatch(Preflight::namesMethod);
    }

    private static boolean isOne(HttpServletRequest request, String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        return values.size() == 1 && !values.get(0).isBlank();
    }

    private static boolean hasNoBody(HttpServletRequest request) {
        return request.getHeader("Transfer-Encoding") == null && request.getContentLengthLong() <= 0;
    }

    /**
     * Returns whether the query string contains a key, whatever {@code chatelaine.query.policy} is: an unauthenticated
     * request must not bring a key into an application's log.
     */
    private static boolean hasKey(@Nullable String query, CredentialSettings credentials) {
        return query != null && KeyInQuery.isIn(query, credentials.queryNames(), credentials.keyPrefix());
    }

    /** Matches {@code X-HTTP-Method-Override} and similar headers, which make a router use another method. */
    private static boolean namesMethod(String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        return lower.contains("method") && !lower.equals(ASKED_METHOD);
    }
}
