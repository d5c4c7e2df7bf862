package io.chatelaine.restriction;

import org.jspecify.annotations.Nullable;

/**
 * Pattern of the calls that a key may make, for example {@code GET /v1/users/*} or {@code * /v1/*}. {@code GET}
 * includes {@code HEAD}.
 *
 * @param method in capitals, or {@code *}
 */
public record EndpointPattern(String method, PathPattern path) implements AllowList.Entry<EndpointPattern> {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 200;
    private static final int LONGEST_METHOD = 20;
    private static final String ANY = "*";

    /** @return null if the text is invalid */
    public static @Nullable EndpointPattern parse(String text) {
        int space = text.indexOf(' ');
        if (space < 0 || text.length() > LONGEST || !isMethod(text.substring(0, space))) {
            return null;
        }
        PathPattern path = PathPattern.parse(text.substring(space + 1));
        return path == null ? null : new EndpointPattern(text.substring(0, space), path);
    }

    private static boolean isMethod(String text) {
        return text.equals(ANY)
                || (!text.isEmpty()
                        && text.length() <= LONGEST_METHOD
                        && text.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || c == '-'));
    }

    public String text() {
        return method + ' ' + path.text();
    }

    /** @param plainPath an unambiguous path */
    boolean matches(String askedMethod, String plainPath) {
        return allows(askedMethod) && path.matches(plainPath);
    }

    private boolean allows(String askedMethod) {
        return method.equals(ANY) || method.equals(askedMethod) || (method.equals("GET") && askedMethod.equals("HEAD"));
    }

    @Override
    public @Nullable EndpointPattern meet(EndpointPattern other) {
        PathPattern both = path.meet(other.path);
        if (both == null) {
            return null;
        }
        if (allows(other.method)) {
            return new EndpointPattern(other.method, both);
        }
        return other.allows(method) ? new EndpointPattern(method, both) : null;
    }

    @Override
    public int specificity() {
        int ofMethod = method.equals(ANY) ? 0 : method.equals("GET") ? 1 : 2;
        return path.specificity() + ofMethod;
    }
}
