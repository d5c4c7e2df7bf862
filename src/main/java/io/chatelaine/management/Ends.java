package io.chatelaine.management;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The order of ends, of which null is the last: never. */
final class Ends {
    private Ends() {}

    static boolean isEarlier(@Nullable Instant one, @Nullable Instant other) {
        return one != null && (other == null || one.isBefore(other));
    }
}
