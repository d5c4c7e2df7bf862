package io.chatelaine.change;

import io.chatelaine.database.ManyRows;
import jakarta.persistence.Query;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Support for native queries of an entity manager: numbered parameters, and columns that are flags. */
public final class Sql {
    private static final int MOST_AT_ONCE = 200;

    private Sql() {}

    /** Returns {@code count} numbered parameters from {@code ?first}, for example {@code ?3, ?4}. */
    public static String parameters(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(i -> "?" + i).collect(Collectors.joining(", "));
    }

    /** Divides values into lists that are short enough for the parameters of one statement. */
    public static List<List<String>> inParts(List<String> values) {
        return ManyRows.inParts(values, MOST_AT_ONCE);
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
