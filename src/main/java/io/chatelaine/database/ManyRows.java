package io.chatelaine.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows that one statement inserts: on the network, and in the database, many cost little more than one. */
public final class ManyRows {
    private static final int MOST_AT_ONCE = 500;

    private ManyRows() {}

    /** Divides them into lists that one statement takes. */
    public static <T> List<List<T>> inParts(List<T> all) {
        return inParts(all, MOST_AT_ONCE);
    }

    /** Divides them into lists of at most that many. */
    public static <T> List<List<T>> inParts(List<T> all, int most) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += most) {
            parts.add(all.subList(from, Math.min(from + most, all.size())));
        }
        return parts;
    }

    /** Repeats the values of one row, for example {@code (?, ?), (?, ?)}. */
    public static String values(String ofOne, int rows) {
        return String.join(", ", Collections.nCopies(rows, ofOne));
    }
}
