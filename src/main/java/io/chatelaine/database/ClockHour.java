package io.chatelaine.database;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A whole hour of the database's clock in this node's ticks.
 *
 * @param start null where that clock has not been read yet
 * @param until the tick at which it is over
 */
public record ClockHour(@Nullable Instant start, long until) {
    private static final long NANOS = Duration.ofHours(1).toNanos();

    public static ClockHour unknown() {
        return new ClockHour(null, System.nanoTime() + NANOS);
    }

    public boolean isOver(long tick) {
        return tick - until >= 0;
    }

    public ClockHour next() {
        return new ClockHour(start == null ? null : start.plusNanos(NANOS), until + NANOS);
    }
}
