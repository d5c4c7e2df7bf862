package io.chatelaine.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;

/**
 * Headers that let pages of named origins read why a request was refused (the Fetch standard's CORS protocol). They never
 * allow credentials, so no cookie is involved, and they stand on problems only.
 */
public final class ReadableRefusals {
    private static final String ORIGINS = ReadableRefusals.class.getName();
    private static final String ORIGIN = "Origin";
    private static final String VARY = "Vary";
    private static final String EXPOSED = "WWW-Authenticate, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id";

    private ReadableRefusals() {}

    /**
     * Names the origins whose pages may read the problem of this request, if it ends in one.
     *
     * @param origins none if the setting is empty
     */
    public static void allow(List<String> origins, HttpServletRequest request) {
        if (!origins.isEmpty()) {
            request.setAttribute(ORIGINS, origins);
        }
    }

    static void tell(HttpServletRequest request, HttpServletResponse response) {
        if (!(request.getAttribute(ORIGINS) instanceof List<?> origins)) {
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
