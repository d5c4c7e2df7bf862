package io.chatelaine.request;

import io.chatelaine.database.DatabaseClock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Comparison of expiry times; null means never, which is later than any time. */
public final class Expiries {
    private Expiries() {}

    public static boolean isEarlier(@Nullable Instant one, @Nullable Instant other) {
        return one != null && (other == null || one.isBefore(other));
    }

    /**
     * Returns the SQL condition for keys whose expiry has passed and is not processed yet. The lower bound excludes
     * NULL: without it H2 reads every key that never expires.
     */
    public static String due(DatabaseClock clock) {
        return "due_at >= '1000-01-01 00:00:00' AND due_at <= " + clock.sql();
    }
}
