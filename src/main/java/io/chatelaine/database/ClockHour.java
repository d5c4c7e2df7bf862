package io.chatelaine.database;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A whole hour of the database's clock, measured by this node's {@link System#nanoTime}.
 *
 * @param start start of the hour; null if the database's clock has not been read yet
 * @param until the {@code nanoTime} at which the hour is over
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
