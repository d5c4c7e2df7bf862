package io.chatelaine.security;

import io.chatelaine.key.PlainPath;
import io.chatelaine.verification.Purpose;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Chatelaine's own resources: those behind the servlets that {@code web.xml} of its own WAR names ({@code
 * chatelaine.own-servlets}). The container's mapping decides; a path alone makes no resource Chatelaine's own.
 */
final class OwnResources {
    private static final String NAMES = "chatelaine.own-servlets";
    private static final String KEYS = "/v1/(?:accounts/[^/]+/)?api-keys/";
    private static final Pattern KEY = Pattern.compile(KEYS + "[^/]+/?");
    private static final Pattern ACCOUNT = Pattern.compile("/v1/accounts/[^/]+/?");
    private static final Pattern ROTATE_OR_REVOKE = Pattern.compile(KEYS + "(?:[^/]+/rotate|revoke)/?");

    private OwnResources() {}

    /** @param raw path of the request below the context root, as it was sent */
    static Purpose purpose(HttpServletRequest request, String raw) {
        if (!isOwn(request)) {
            return Purpose.APPLICATION;
        }
        // JAX-RS reads the raw path by itself: with two readings it is not known which resource answers.
        boolean withdrawal = !PlainPath.isAmbiguous(raw) && isWithdrawal(request.getMethod(), raw);
        return withdrawal ? Purpose.WITHDRAWAL : Purpose.ADMINISTRATION;
    }

    private static boolean isOwn(HttpServletRequest request) {
        return !ServletRules.isEmbedded(request.getServletContext()) && isNamed(NAMES, request);
    }

    /** Whether Chatelaine gives the answer, and not a servlet that an application added to the WAR. */
    static boolean isAnswered(HttpServletRequest request) {
        return !ServletRules.isEmbedded(request.getServletContext())
                && (request.getHttpServletMapping().getMappingMatch() == MappingMatch.DEFAULT
                        || isNamed(NAMES, request)
                        || isNamed(ServletRules.PUBLIC, request)
                        || isNamed(ServletRules.SCOPED, request));
    }

    private static boolean isNamed(String parameter, HttpServletRequest request) {
        String names = request.getServletContext().getInitParameter(parameter);
        String servlet = request.getHttpServletMapping().getServletName();
        return names != null
                && Stream.of(names.trim().split("\\s+"))
                        .anyMatch(name -> name.equals(servlet) || name.startsWith(servlet + '='));
    }

    private static boolean isWithdrawal(String method, String path) {
        return switch (method) {
            case "DELETE" -> KEY.matcher(path).matches();
            case "PATCH" -> KEY.matcher(path).matches() || ACCOUNT.matcher(path).matches();
            case "POST" -> ROTATE_OR_REVOKE.matcher(path).matches();
            default -> false;
        };
    }
}
