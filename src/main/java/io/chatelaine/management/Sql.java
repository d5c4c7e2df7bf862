package io.chatelaine.management;

import jakarta.persistence.Query;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Numbered parameters, and how many rows a statement may touch. */
final class Sql {
    private Sql() {}

    /** As {@code ?3, ?4} for two from the third on. */
    static String parameters(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(i -> "?" + i).collect(Collectors.joining(", "));
    }

    static void bind(Query query, int first, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(first + i, values.get(i));
        }
    }

    /** A change that touched more or fewer rows than it means is none: it is rolled back. */
    static void requireRows(int expected, int touched) {
        if (touched != expected) {
            throw new IllegalStateException("touched " + touched + " rows where it means " + expected);
        }
    }
}
