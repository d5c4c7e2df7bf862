package io.chatelaine.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The paths of another application that need a key ({@code chatelaine.protected-paths}): {@code /orders/*} is that path
 * and all below it, {@code /orders} that one alone. However a path is written, it is taken for what it could lead to;
 * where two readings are possible, the one that needs a key counts.
 */
public record ProtectedPaths(List<String> patterns) {
    static final String ALLOWED =
            "paths from the context root on, as /orders, /orders/* or /*, of letters, digits and ._~-";

    private static final String BELOW = "/*";

    public ProtectedPaths {
        patterns = List.copyOf(patterns);
    }

    static boolean isPattern(String text) {
        return text.equals(BELOW) || text.matches("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+(/\\*)?");
    }

    /** @param path from the context root on, decoded, as a container has routed it */
    public boolean cover(String path) {
        String plain = plain(path);
        for (String pattern : patterns) {
            if (covers(pattern, plain)) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(String pattern, String path) {
        boolean below = pattern.endsWith(BELOW);
        int length = below ? pattern.length() - BELOW.length() : pattern.length();
        boolean starts = path.regionMatches(true, 0, pattern, 0, length);
        return starts && (path.length() == length || (below && path.charAt(length) == '/'));
    }

    /** Without parameters, empty segments and dots; a way out of the root leads back to it. */
    private static String plain(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.replace('\\', '/').split("/", -1)) {
            int parameters = segment.indexOf(';');
            String name = parameters < 0 ? segment : segment.substring(0, parameters);
            if (name.equals("..")) {
                segments.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                segments.addLast(name);
            }
        }
        return '/' + String.join("/", segments);
    }
}
