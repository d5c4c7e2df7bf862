package io.chatelaine.security;

import io.chatelaine.config.PreflightPolicy;
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
 * Rules of {@code web.xml} about servlets by name: which need no key ({@code chatelaine.public-servlets}), and which of the
 * server's own need a scope ({@code chatelaine.scoped-servlets}, NAME=SCOPE). The container's routing decides, not the look
 * of a path; a servlet without a rule needs a key. In another application a router or a filter can read the raw path again
 * and take it for another, so there a path with two readings needs a key, whatever it leads to.
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

    /** Returns the rules of the application that the request is for, which are read once. */
    static ServletAccessRules of(HttpServletRequest request) {
        ServletContext context = request.getServletContext();
        if (context.getAttribute(ATTRIBUTE) instanceof ServletAccessRules known) {
            return known;
        }
        ServletAccessRules rules = new ServletAccessRules(context);
        context.setAttribute(ATTRIBUTE, rules);
        return rules;
    }

    /** Tells if a resource of Chatelaine's own answers that a key is needed for. */
    boolean isOwn(HttpServletRequest request) {
        return !embedded && ownServlets.contains(name(request));
    }

    /** Tells if Chatelaine gives the answer, and not a servlet that an application added to the WAR. */
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

    /** Tells if the application is another's, and the request is for none of the paths that it protects, however read. */
    boolean isBeyond(HttpServletRequest request, ProtectedPaths paths) {
        if (!embedded) {
            return false;
        }
        String raw = rawPath(request);
        String below = request.getPathInfo();
        String routed = below == null ? request.getServletPath() : request.getServletPath() + below;
        return !PathAmbiguity.isAmbiguous(raw) && !paths.cover(routed) && !paths.cover(PathAmbiguity.decode(raw));
    }

    /** Tells if pages of named origins may read why the request is refused: not those of Chatelaine's own resources. */
    boolean isReadable(HttpServletRequest request) {
        return embedded || name(request).equals(GATEWAYS);
    }

    /** Tells if the request is a preflight that the application answers unjudged. */
    boolean mayPass(HttpServletRequest request, Settings settings) {
        return embedded
                && settings.browsers().preflight() == PreflightPolicy.PASS
                && scope(request) == null
                && Preflight.is(request, settings.credentials());
    }

    /**
     * Returns the path below the context root as the client sent it. It is empty, which has no reading, if the client wrote
     * the context root in another way than the server does.
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
