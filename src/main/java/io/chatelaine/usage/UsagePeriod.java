package io.chatelaine.usage;

import io.chatelaine.request.InvalidQueryException;
import io.chatelaine.request.Rfc3339;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The period of a usage report: whole UTC buckets that contain the requested period.
 *
 * @param from start of the first bucket
 * @param to end of the last bucket
 */
public record UsagePeriod(Instant from, Instant to, Step step) {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final Duration BY_DEFAULT = Duration.ofHours(24);

    /** The length of a bucket, and the most days that a report may have with it. */
    public enum Step {
        HOUR(ChronoUnit.HOURS, 31),
        DAY(ChronoUnit.DAYS, 400);

        private final ChronoUnit unit;
        private final int mostDays;

        Step(ChronoUnit unit, int mostDays) {
            this.unit = unit;
            this.mostDays = mostDays;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Step of(@Nullable String word) {
            if (word == null || word.equals(HOUR.word())) {
                return HOUR;
            }
            if (word.equals(DAY.word())) {
                return DAY;
            }
            throw new InvalidQueryException("step must be hour or day");
        }
    }

    /**
     * Reads the parameters of a request; null if absent.
     *
     * @throws InvalidQueryException if a value is invalid
     */
    public static UsagePeriod of(@Nullable String from, @Nullable String to, @Nullable String step, Instant now) {
        Step steps = Step.of(step);
        Instant end = to == null ? now : time("to", to);
        Instant start = from == null ? end.minus(BY_DEFAULT) : time("from", from);
        if (!start.isBefore(end)) {
            throw new InvalidQueryException("from must be before to");
        }
        if (Duration.between(start, end).compareTo(Duration.ofDays(steps.mostDays)) > 0) {
            throw new InvalidQueryException(
                    "from and to must be at most " + steps.mostDays + " days apart for step=" + steps.word());
        }
        Instant floor = end.truncatedTo(steps.unit);
        return new UsagePeriod(
                start.truncatedTo(steps.unit), floor.equals(end) ? floor : floor.plus(1, steps.unit), steps);
    }

    private static Instant time(String name, String text) {
        try {
            Instant time = Rfc3339.parse(text);
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw new InvalidQueryException(name + " must be in the years 2000 to 9998");
            }
            return time;
        } catch (DateTimeParseException e) {
            throw new InvalidQueryException(name + " must be an RFC 3339 time, for example 2027-01-31T00:00:00Z");
        }
    }

    int buckets() {
        return bucketOf(to);
    }

    /** Returns the zero-based index of the bucket that contains a time. */
    int bucketOf(Instant time) {
        return Math.toIntExact(step.unit.between(from, time));
    }

    Instant startOf(int bucket) {
        return from.plus(bucket, step.unit);
    }
}
