package io.chatelaine.security;

import io.chatelaine.restriction.PathAmbiguity;
import io.chatelaine.verification.Purpose;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * Chatelaine's own resources: those behind the servlets that {@code web.xml} of its own WAR names ({@code
 * chatelaine.own-servlets}). The container's mapping decides; a path alone makes no resource Chatelaine's own.
 */
final class OwnResources {
    private static final String KEYS = "/v1/(?:accounts/[^/]+/)?api-keys/";
    private static final Pattern KEY = Pattern.compile(KEYS + "[^/]+/?");
    private static final Pattern ACCOUNT = Pattern.compile("/v1/accounts/[^/]+/?");
    private static final Pattern ROTATE_OR_REVOKE = Pattern.compile(KEYS + "(?:[^/]+/rotate|revoke)/?");

    private OwnResources() {}

    /** @param raw path of the request below the context root, as it was sent */
    static Purpose purpose(HttpServletRequest request, String raw) {
        if (!ServletAccessRules.of(request).isOwn(request)) {
            return Purpose.APPLICATION;
        }
        // JAX-RS reads the raw path by itself: with two readings it is not known which resource answers.
        boolean withdrawal = !PathAmbiguity.isAmbiguous(raw) && isWithdrawal(request.getMethod(), raw);
        return withdrawal ? Purpose.WITHDRAWAL : Purpose.ADMINISTRATION;
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
