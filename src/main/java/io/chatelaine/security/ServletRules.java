package io.chatelaine.security;

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

    private static final String GATEWAYS = "chatelaine-authorize";
    private static final String GATEWAYS_PATH = "/v1/authorize";

    private final Set<String> publicServlets;
    private final Map<String, String> scopes = new HashMap<>();

    ServletRules(ServletContext context) {
        publicServlets = Set.copyOf(words(context.getInitParameter(PUBLIC)));
        for (String rule : words(context.getInitParameter(SCOPED))) {
            int sign = rule.indexOf('=');
            scopes.put(rule.substring(0, sign), rule.substring(sign + 1));
        }
    }

    boolean isPublic(HttpServletRequest request) {
        return publicServlets.contains(name(request));
    }

    /**
     * Whether a gateway's question came out at another servlet, as {@code /v1/authorize/../health} does. A gateway that
     * writes a client's path behind ours would take the answer of an open page for a yes.
     */
    boolean isStray(HttpServletRequest request) {
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
