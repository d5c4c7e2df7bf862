package io.chatelaine.security;

import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.quota.LimitStatus;
import io.chatelaine.quota.LimitStatus.Part;
import io.chatelaine.verification.VerificationResult;
import io.chatelaine.verification.VerificationResult.Accepted;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
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
    private static final String WAIVED = ATTRIBUTE + ".waived";

    private RateLimitHeaders() {}

    /** Notes what was judged for the request. */
    static void note(HttpServletRequest request, VerificationResult result) {
        LimitStatus limit = result.limit();
        if (limit != null) {
            request.setAttribute(ATTRIBUTE, limit);
            if (result instanceof Accepted && limit.exceeded() != null) {
                request.setAttribute(WAIVED, limit.exceeded());
            }
        }
    }

    /**
     * Refuses a request for the limit that it exceeds, though it was let in because it could have taken something away, and
     * it turns out that it does not. The answer bears {@code Retry-After} from then on.
     *
     * @return the refusal; empty if it exceeds no limit
     */
    public static Optional<Problem> refuseWaived(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(WAIVED) instanceof Part exceeded) {
            request.removeAttribute(WAIVED);
            tell(request, response);
            return Optional.of(refusal(exceeded));
        }
        return Optional.empty();
    }

    static Problem refusal(Part exceeded) {
        return Problem.of(
                ProblemType.RATE_LIMITED,
                "The " + exceeded.kind().word() + " of this key's tier is used up: " + exceeded.limit()
                        + ". Try again in " + exceeded.seconds() + " s.");
    }

    /** To be called for every answer, once the request has been judged. */
    public static void tell(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ATTRIBUTE) instanceof LimitStatus limit) {
            response.setHeader(POLICY, list(limit.parts(), RateLimitHeaders::policy));
            response.setHeader(LEFT, list(limit.parts(), RateLimitHeaders::left));
            Part exceeded = limit.exceeded();
            if (exceeded != null && request.getAttribute(WAIVED) == null) {
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
