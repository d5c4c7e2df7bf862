package io.chatelaine.request;

import io.chatelaine.database.DatabaseClock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The order of ends, of which null is the last: never. */
public final class Expiries {
    private Expiries() {}

    public static boolean isEarlier(@Nullable Instant one, @Nullable Instant other) {
        return one != null && (other == null || one.isBefore(other));
    }

    /** The condition of keys whose end has come and is not noticed; from a time on, else H2 reads all that have none. */
    public static String due(DatabaseClock clock) {
        return "due_at >= '1000-01-01 00:00:00' AND due_at <= " + clock.sql();
    }
}
