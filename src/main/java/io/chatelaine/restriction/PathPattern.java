package io.chatelaine.restriction;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pattern of paths, for example {@code /v1/users/*}. {@code *} matches one segment. At the end it matches the rest of
 * the path, at least one character: {@code /v1/users/*} matches neither {@code /v1/users} nor {@code /v1/users/}, which
 * a router takes for the same resource. {@code /*} matches every path. Other characters match themselves, so a pattern
 * has only characters that need no escape.
 *
 * @param segments the segments without the {@code *} at the end
 * @param open whether the pattern ends in {@code *}
 */
record PathPattern(List<String> segments, boolean open) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String ANY = "*";
    private static final String SIGNS = "-._~!$&'()+,=:@/*";

    PathPattern {
        segments = List.copyOf(segments);
    }

    /** @return null if the text is invalid */
    static @Nullable PathPattern parse(String text) {
        if (PathAmbiguity.isAmbiguous(text) || !text.chars().allMatch(PathPattern::isPlain)) {
            return null;
        }
        List<String> segments = new ArrayList<>(List.of(text.substring(1).split("/", -1)));
        if (segments.stream().anyMatch(segment -> segment.contains(ANY) && !segment.equals(ANY))) {
            return null;
        }
        int last = segments.size() - 1;
        boolean open = segments.get(last).equals(ANY);
        return new PathPattern(open ? segments.subList(0, last) : segments, open);
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || SIGNS.indexOf(c) >= 0;
    }

    String text() {
        String path = '/' + String.join("/", segments);
        return open ? path + (segments.isEmpty() ? ANY : '/' + ANY) : path;
    }

    /** Returns whether the pattern is {@code /*}. */
    boolean isEverything() {
        return open && segments.isEmpty();
    }

    private boolean endsWithSlash() {
        return !open && segments.get(segments.size() - 1).isEmpty();
    }

    /** @param path an unambiguous path that begins with a slash */
    boolean matches(String path) {
        int from = 1;
        for (String segment : segments) {
            if (from > path.length()) {
                return false;
            }
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            boolean fits =
                    segment.equals(ANY) ? to > from : segment.length() == to - from && path.startsWith(segment, from);
            if (!fits) {
                return false;
            }
            from = to + 1;
        }
        return open ? segments.isEmpty() || from < path.length() : from > path.length();
    }

    /** Returns the pattern of the paths that both match; null if no path matches both. */
    @Nullable PathPattern meet(PathPattern other) {
        if (other.open && (!open || segments.size() > other.segments.size())) {
            return other.meet(this);
        }
        // From here on only this pattern is open, or both are open and the other one has at least as many segments.
        int longer = other.segments.size() - segments.size();
        if (open ? longer < (other.open ? 0 : 1) : longer != 0) {
            return null;
        }
        if (open && longer == 1 && !isEverything() && other.endsWithSlash()) {
            return null;
        }
        List<String> both = new ArrayList<>(other.segments);
        for (int i = 0; i < segments.size(); i++) {
            String met = meet(segments.get(i), both.get(i));
            if (met == null) {
                return null;
            }
            both.set(i, met);
        }
        return new PathPattern(both, other.open);
    }

    private static @Nullable String meet(String one, String two) {
        if (one.equals(ANY)) {
            return two.isEmpty() ? null : two;
        }
        if (two.equals(ANY)) {
            return one.isEmpty() ? null : one;
        }
        return one.equals(two) ? one : null;
    }

    /** Returns the specificity: a covered pattern has more segments, more literal ones, or is not open. */
    int specificity() {
        long named = segments.stream().filter(segment -> !segment.equals(ANY)).count();
        return (int) named + segments.size() + (open ? 0 : 1);
    }
}
