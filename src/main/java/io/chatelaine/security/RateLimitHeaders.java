package io.chatelaine.security;

import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.quota.LimitStatus;
import io.chatelaine.quota.LimitStatus.Part;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Rate limit headers (draft-ietf-httpapi-ratelimit-headers) of every response to a key with limits, accepted or
 * refused: the limits, the remaining amounts, and {@code Retry-After} if a limit is exceeded.
 */
public final class RateLimitHeaders {
    public static final String POLICY = "RateLimit-Policy";
    public static final String REMAINING = "RateLimit";

    private RateLimitHeaders() {}

    /**
     * Refuses a request that exceeds a limit and was accepted only because it could have revoked or narrowed a right,
     * but does not. From then on the response has {@code Retry-After}.
     *
     * @return the refusal; empty if no limit is exceeded
     */
    public static Optional<Problem> refuseWaived(HttpServletRequest request, HttpServletResponse response) {
        RequestState state = RequestState.of(request);
        Part exceeded = state.waived();
        if (exceeded == null) {
            return Optional.empty();
        }
        state.endWaiver();
        write(request, response);
        return Optional.of(refusal(exceeded));
    }

    static Problem refusal(Part exceeded) {
        return Problem.of(
                ProblemType.RATE_LIMITED,
                "The " + exceeded.kind().word() + " of this key's tier is exceeded: " + exceeded.limit()
                        + ". Try again in " + exceeded.seconds() + " s.");
    }

    /** Writes the headers. Call it for every response, after authentication. */
    public static void write(HttpServletRequest request, HttpServletResponse response) {
        RequestState state = RequestState.of(request);
        LimitStatus limit = state.limit();
        if (limit != null) {
            response.setHeader(POLICY, list(limit.parts(), RateLimitHeaders::policy));
            response.setHeader(REMAINING, list(limit.parts(), RateLimitHeaders::remaining));
            Part exceeded = limit.exceeded();
            if (exceeded != null && state.waived() == null) {
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

    private static String remaining(Part part) {
        return name(part) + ";r=" + part.left() + ";t=" + part.seconds();
    }

    private static String name(Part part) {
        return '"' + part.kind().word() + '"';
    }
}
