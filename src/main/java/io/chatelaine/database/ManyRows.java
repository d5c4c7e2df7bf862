package io.chatelaine.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Support for statements that insert many rows, which cost little more than one row. */
public final class ManyRows {
    private static final int MOST_AT_ONCE = 500;

    private ManyRows() {}

    /** Divides rows into lists for one statement each. */
    public static <T> List<List<T>> inParts(List<T> all) {
        return inParts(all, MOST_AT_ONCE);
    }

    /** Divides rows into lists of at most {@code most} rows. */
    public static <T> List<List<T>> inParts(List<T> all, int most) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += most) {
            parts.add(all.subList(from, Math.min(from + most, all.size())));
        }
        return parts;
    }

    /** Repeats the placeholders of one row, for example {@code (?, ?), (?, ?)}. */
    public static String values(String ofOne, int rows) {
        return String.join(", ", Collections.nCopies(rows, ofOne));
    }
}
