package io.chatelaine.database;

import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Support for numbered parameters, and a check of the number of changed rows. */
public final class Sql {
    private static final int MOST_AT_ONCE = 200;

    private Sql() {}

    /** Returns {@code count} numbered parameters from {@code ?first}, for example {@code ?3, ?4}. */
    public static String parameters(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(i -> "?" + i).collect(Collectors.joining(", "));
    }

    /** Divides values into lists that are short enough for the parameters of one statement. */
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

    /** Returns whether a column of {@code CASE WHEN … THEN 1 ELSE 0 END} is 1. */
    public static boolean isTrue(Object column) {
        return ((Number) column).intValue() == 1;
    }
}
