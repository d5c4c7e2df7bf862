package io.chatelaine.security;

import io.chatelaine.config.BrowserSettings.PreflightPolicy;
import io.chatelaine.config.ProtectedPaths;
import io.chatelaine.config.Settings;
import io.chatelaine.restriction.PathAmbiguity;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Access rules of {@code web.xml} for servlets by name: the servlets without a key ({@code chatelaine.public-servlets})
 * and the server's own servlets that need a scope ({@code chatelaine.scoped-servlets}, NAME=SCOPE). The container's
 * routing decides, not the text of a path. A servlet without a rule needs a key. In an embedding application a router
 * or a filter can interpret the raw path again, so there an ambiguous path always needs a key.
 */
final class ServletAccessRules {
    private static final String ATTRIBUTE = ServletAccessRules.class.getName();
    private static final String PUBLIC = "chatelaine.public-servlets";
    private static final String SCOPED = "chatelaine.scoped-servlets";
    private static final String OWN = "chatelaine.own-servlets";
    private static final String EMBEDDED = "chatelaine.embedded";

    private static final String GATEWAYS = "chatelaine-authorize";
    private static final String GATEWAYS_PATH = "/v1/authorize";

    private final Set<String> publicServlets;
    private final Set<String> ownServlets;
    private final Map<String, String> scopes = new HashMap<>();
    private final boolean embedded;

    private ServletAccessRules(ServletContext context) {
        embedded = Boolean.parseBoolean(context.getInitParameter(EMBEDDED));
        publicServlets = Set.copyOf(words(context.getInitParameter(PUBLIC)));
        ownServlets = Set.copyOf(words(context.getInitParameter(OWN)));
        for (String rule : words(context.getInitParameter(SCOPED))) {
            int sign = rule.indexOf('=');
            scopes.put(rule.substring(0, sign), rule.substring(sign + 1));
        }
    }

    /** Returns the rules of the request's application. They are read once. */
    static ServletAccessRules of(HttpServletRequest request) {
        ServletContext context = request.getServletContext();
        if (context.getAttribute(ATTRIBUTE) instanceof ServletAccessRules known) {
            return known;
        }
        ServletAccessRules rules = new ServletAccessRules(context);
        context.setAttribute(ATTRIBUTE, rules);
        return rules;
    }

    /** Returns whether a resource of Chatelaine that needs a key serves the request. */
    boolean isOwn(HttpServletRequest request) {
        return !embedded && ownServlets.contains(name(request));
    }

    /** Returns whether Chatelaine responds, and not a servlet that an application added to the WAR. */
    boolean isAnsweredByUs(HttpServletRequest request) {
        HttpServletMapping mapping = request.getHttpServletMapping();
        String name = mapping.getServletName();
        return !embedded
                && (mapping.getMappingMatch() == MappingMatch.DEFAULT
                        || ownServlets.contains(name)
                        || publicServlets.contains(name)
                        || scopes.containsKey(name));
    }

    boolean isPublic(HttpServletRequest request) {
        return publicServlets.contains(name(request)) && !(embedded && PathAmbiguity.isAmbiguous(rawPath(request)));
    }

    /** Returns whether an embedding application serves the request outside its protected paths, raw and routed. */
    boolean isBeyond(HttpServletRequest request, ProtectedPaths paths) {
        if (!embedded) {
            return false;
        }
        String raw = rawPath(request);
        String below = request.getPathInfo();
        String routed = below == null ? request.getServletPath() : request.getServletPath() + below;
        return !PathAmbiguity.isAmbiguous(raw) && !paths.cover(routed) && !paths.cover(PathAmbiguity.decode(raw));
    }

    /** Returns whether CORS may expose a refusal: only of an embedding application and of {@code /v1/authorize}. */
    boolean isReadable(HttpServletRequest request) {
        return embedded || name(request).equals(GATEWAYS);
    }

    /** Returns whether the request is a preflight that passes to the application without authentication. */
    boolean mayPass(HttpServletRequest request, Settings settings) {
        return embedded
                && settings.browsers().preflight() == PreflightPolicy.PASS
                && scope(request) == null
                && Preflight.is(request, settings.credentials());
    }

    /**
     * Returns the path below the context root as the client sent it. It is empty (ambiguous) if the client wrote the
     * context root differently.
     */
    private static String rawPath(HttpServletRequest request) {
        String root = request.getContextPath();
        String uri = request.getRequestURI();
        if (uri.equals(root)) {
            return "/";
        }
        return uri.startsWith(root) ? uri.substring(root.length()) : "";
    }

    /**
     * Returns whether a gateway's request reaches another servlet, for example by {@code /v1/authorize/../health}. A
     * gateway that appends the client's path to {@code /v1/authorize} would take the 200 of a public servlet for an
     * acceptance.
     */
    boolean isStray(HttpServletRequest request) {
        if (embedded) {
            return false;
        }
        String start = request.getContextPath() + GATEWAYS_PATH;
        String uri = request.getRequestURI();
        boolean below = uri.startsWith(start)
                && (uri.length() == start.length() || !Character.isLetterOrDigit(uri.charAt(start.length())));
        return below && !name(request).equals(GATEWAYS);
    }

    /** Returns the scope that the servlet requires; null if it requires none, or checks scopes itself. */
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
