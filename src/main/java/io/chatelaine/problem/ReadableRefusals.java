package io.chatelaine.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;

/**
 * CORS headers (the Fetch standard) that allow pages of configured origins to read a refusal. They never allow
 * credentials, so no cookie is involved, and only problems have them.
 */
final class ReadableRefusals {
    private static final String ORIGIN = "Origin";
    private static final String VARY = "Vary";
    private static final String EXPOSED = "WWW-Authenticate, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id";

    private ReadableRefusals() {}

    /** Writes the headers. {@code Vary} is written for every origin. */
    static void write(HttpServletRequest request, HttpServletResponse response) {
        List<String> origins = ProblemContext.of(request).origins();
        if (origins.isEmpty()) {
            return;
        }
        if (response.getHeaders(VARY).stream().noneMatch(names -> names.contains(ORIGIN))) {
            response.addHeader(VARY, ORIGIN);
        }
        List<String> sent = Collections.list(request.getHeaders(ORIGIN));
        if (sent.size() == 1 && origins.contains(sent.get(0))) {
            response.setHeader("Access-Control-Allow-Origin", sent.get(0));
            response.setHeader("Access-Control-Expose-Headers", EXPOSED);
        }
    }
}
