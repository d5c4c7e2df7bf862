package io.chatelaine.security;

import io.chatelaine.config.ProtectedPaths;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code web.xml} says of servlets by name: which need no key ({@code chatelaine.public-servlets}), and which of the
 * server's own need a scope ({@code chatelaine.scoped-servlets}, as NAME=SCOPE). The container's routing decides, not the
 * look of a path; whatever is named nowhere needs a key.
 */
final class ServletRules {
    private static final String PUBLIC = "chatelaine.public-servlets";
    private static final String SCOPED = "chatelaine.scoped-servlets";

    private static final String EMBEDDED = "chatelaine.embedded";

    private static final String GATEWAYS = "chatelaine-authorize";
    private static final String GATEWAYS_PATH = "/v1/authorize";

    private final Set<String> publicServlets;
    private final Map<String, String> scopes = new HashMap<>();
    private final boolean embedded;

    ServletRules(ServletContext context) {
        embedded = isEmbedded(context);
        publicServlets = Set.copyOf(words(context.getInitParameter(PUBLIC)));
        for (String rule : words(context.getInitParameter(SCOPED))) {
            int sign = rule.indexOf('=');
            scopes.put(rule.substring(0, sign), rule.substring(sign + 1));
        }
    }

    /** Whether the application is another's, which has taken the mechanism in. */
    static boolean isEmbedded(ServletContext context) {
        return Boolean.parseBoolean(context.getInitParameter(EMBEDDED));
    }

    boolean isPublic(HttpServletRequest request) {
        return publicServlets.contains(name(request));
    }

    /** Whether the application is another's, which says itself which of its paths need a key, and the request is for none. */
    boolean isBeyond(HttpServletRequest request, ProtectedPaths paths) {
        if (!embedded) {
            return false;
        }
        String below = request.getPathInfo();
        return !paths.cover(below == null ? request.getServletPath() : request.getServletPath() + below);
    }

    /**
     * Whether a gateway's question came out at another servlet, as {@code /v1/authorize/../health} does. A gateway that
     * writes a client's path behind ours would take the answer of an open page for a yes.
     */
    boolean isStray(HttpServletRequest request) {
        if (embedded) {
            return false;
        }
        String start = request.getContextPath() + GATEWAYS_PATH;
        String uri = request.getRequestURI();
        boolean behind = uri.startsWith(start)
                && (uri.length() == start.length() || !Character.isLetterOrDigit(uri.charAt(start.length())));
        return behind && !name(request).equals(GATEWAYS);
    }

    /** The scope that the servlet needs; null where it needs none, or asks itself. */
    @Nullable String scope(HttpServletRequest request) {
        return scopes.get(name(request));
    }

    private static String name(HttpServletRequest request) {
        return request.getHttpServletMapping().getServletName();
    }

    private static List<String> words(@Nullable String list) {
        return list == null ? List.of() : List.of(list.trim().split("\\s+"));
    }
}
