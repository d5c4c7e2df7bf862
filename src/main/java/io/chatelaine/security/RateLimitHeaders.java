package io.chatelaine.security;

import io.chatelaine.quota.Allowance;
import io.chatelaine.quota.Allowance.Part;
import io.chatelaine.verification.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is told with every answer to a key that has limits, good or bad: the limits and what is left of them
 * (draft-ietf-httpapi-ratelimit-headers), and, where one is exceeded, when to come again.
 */
public final class RateLimitHeaders {
    public static final String POLICY = "RateLimit-Policy";
    public static final String LEFT = "RateLimit";

    private static final String ATTRIBUTE = RateLimitHeaders.class.getName();

    private RateLimitHeaders() {}

    /** Notes what was judged for the request. */
    static void note(HttpServletRequest request, Verdict verdict) {
        Allowance allowance = verdict.allowance();
        if (allowance != null) {
            request.setAttribute(ATTRIBUTE, allowance);
        }
    }

    /** To be called for every answer, once the request has been judged. */
    public static void tell(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ATTRIBUTE) instanceof Allowance allowance) {
            response.setHeader(POLICY, list(allowance.parts(), RateLimitHeaders::policy));
            response.setHeader(LEFT, list(allowance.parts(), RateLimitHeaders::left));
            Part exceeded = allowance.exceeded();
            if (exceeded != null) {
                response.setHeader("Retry-After", String.valueOf(exceeded.seconds()));
            }
        }
    }

    private static String list(List<Part> parts, Function<Part, String> item) {
        return parts.stream().map(item).collect(Collectors.joining(", "));
    }

    private static String policy(Part part) {
        return name(part) + ";q=" + part.limit().amount() + ";w=" + part.limit().seconds();
    }

    private static String left(Part part) {
        return name(part) + ";r=" + part.left() + ";t=" + part.seconds();
    }

    private static String name(Part part) {
        return '"' + part.kind().word() + '"';
    }
}
