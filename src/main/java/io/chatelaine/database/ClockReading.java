package io.chatelaine.database;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A reading of the database's clock. Maps local {@link System#nanoTime} to database time; lags by at most the round
 * trip.
 *
 * @param at the database's time
 * @param nanos {@code nanoTime} when the answer arrived
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
