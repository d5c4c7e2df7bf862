package io.chatelaine.security;

import io.chatelaine.restriction.PathAmbiguity;
import io.chatelaine.verification.Purpose;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * Chatelaine's own resources: the resources of the servlets that its {@code web.xml} names ({@code
 * chatelaine.own-servlets}). The container's mapping decides, not the path alone.
 */
final class OwnResources {
    private static final String KEYS = "/v1/(?:accounts/[^/]+/)?api-keys/";
    private static final Pattern KEY = Pattern.compile(KEYS + "[^/]+/?");
    private static final Pattern ACCOUNT = Pattern.compile("/v1/accounts/[^/]+/?");
    private static final Pattern ROTATE_OR_REVOKE = Pattern.compile(KEYS + "(?:[^/]+/rotate|revoke)/?");

    private OwnResources() {}

    /**
     * Returns the purpose of a request.
     *
     * @param raw the path below the context root as sent
     */
    static Purpose purpose(HttpServletRequest request, String raw) {
        if (!ServletAccessRules.of(request).isOwn(request)) {
            return Purpose.APPLICATION;
        }
        // JAX-RS parses the raw path itself: if the path is ambiguous, the resource is unknown.
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
