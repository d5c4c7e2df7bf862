package io.chatelaine.database;

import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Numbered parameters, and how many rows a statement may touch. */
public final class Sql {
    private static final int MOST_AT_ONCE = 200;

    private Sql() {}

    /** As {@code ?3, ?4} for two from the third on. */
    public static String parameters(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(i -> "?" + i).collect(Collectors.joining(", "));
    }

    /** The same values in lists that are short enough to be parameters of one statement. */
    public static List<List<String>> inParts(List<String> values) {
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < values.size(); from += MOST_AT_ONCE) {
            parts.add(values.subList(from, Math.min(from + MOST_AT_ONCE, values.size())));
        }
        return parts;
    }

    public static void bind(Query query, int first, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(first + i, values.get(i));
        }
    }

    /** A change that touched more or fewer rows than it means is none: it is rolled back. */
    public static void requireRows(int expected, int touched) {
        if (touched != expected) {
            throw new IllegalStateException("touched " + touched + " rows where it means " + expected);
        }
    }
}
