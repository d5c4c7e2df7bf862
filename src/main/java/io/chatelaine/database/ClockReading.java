package io.chatelaine.database;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A reading of the database's clock, by which a tick of this node's is a time; never later than it was, since the answer
 * took its way.
 *
 * @param nanos {@link System#nanoTime} when the answer had come
 */
public record ClockReading(Instant at, long nanos) {
    public Instant timeOf(long tick) {
        return at.plusNanos(tick - nanos);
    }

    public ClockHour hour() {
        Instant start = at.truncatedTo(ChronoUnit.HOURS);
        Duration left = Duration.between(at, start.plus(1, ChronoUnit.HOURS));
        return new ClockHour(start, nanos + left.toNanos());
    }
}
