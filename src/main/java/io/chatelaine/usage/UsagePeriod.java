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
 * Which part of a key's use is asked for: whole buckets in UTC that hold all of what was asked for.
 *
 * @param from the start of the first bucket
 * @param to the end of the last
 */
public record UsagePeriod(Instant from, Instant to, Step step) {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final Duration BY_DEFAULT = Duration.ofHours(24);

    /** How long a bucket is, and how many days may be asked for in such. */
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
            throw new InvalidQueryException("step is neither hour nor day");
        }
    }

    /**
     * Reads the parameters of a request; null is what it did not say.
     *
     * @throws InvalidQueryException for a value that cannot be
     */
    public static UsagePeriod of(@Nullable String from, @Nullable String to, @Nullable String step, Instant now) {
        Step steps = Step.of(step);
        Instant end = to == null ? now : time("to", to);
        Instant start = from == null ? end.minus(BY_DEFAULT) : time("from", from);
        if (!start.isBefore(end)) {
            throw new InvalidQueryException("from is not before to");
        }
        if (Duration.between(start, end).compareTo(Duration.ofDays(steps.mostDays)) > 0) {
            throw new InvalidQueryException(
                    "from and to are more than " + steps.mostDays + " days apart, the most for step=" + steps.word());
        }
        Instant floor = end.truncatedTo(steps.unit);
        return new UsagePeriod(
                start.truncatedTo(steps.unit), floor.equals(end) ? floor : floor.plus(1, steps.unit), steps);
    }

    private static Instant time(String name, String text) {
        try {
            Instant time = Rfc3339.parse(text);
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw new InvalidQueryException(name + " is not in the years 2000 to 9998");
            }
            return time;
        } catch (DateTimeParseException e) {
            throw new InvalidQueryException(name + " is no RFC 3339 time, as 2027-01-31T00:00:00Z");
        }
    }

    int buckets() {
        return bucketOf(to);
    }

    /** The number of the bucket that holds a time, from 0 on. */
    int bucketOf(Instant time) {
        return Math.toIntExact(step.unit.between(from, time));
    }

    Instant startOf(int bucket) {
        return from.plus(bucket, step.unit);
    }
}
