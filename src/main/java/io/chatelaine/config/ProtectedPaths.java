package io.chatelaine.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Paths of an embedding application that need a key ({@code chatelaine.protected-paths}). {@code /orders/*} covers
 * {@code /orders} and all paths below it; {@code /orders} covers that path alone. A path is normalized before it is
 * compared. If it has two readings, the one that needs a key counts.
 */
public record ProtectedPaths(List<String> patterns) {
    static final String ALLOWED =
            "paths from the context root, for example /orders, /orders/* or /*, of letters, digits and ._~-";

    private static final String BELOW = "/*";

    public ProtectedPaths {
        patterns = List.copyOf(patterns);
    }

    static boolean isPattern(String text) {
        return text.equals(BELOW) || text.matches("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+(/\\*)?");
    }

    /** @param path from the context root, decoded, as the container routed it */
    public boolean cover(String path) {
        String normalized = normalize(path);
        for (String pattern : patterns) {
            if (covers(pattern, normalized)) {
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

    /** Removes parameters, empty segments and dot segments. A path above the root counts from the root. */
    private static String normalize(String path) {
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
