package io.chatelaine.usage;

import io.chatelaine.database.ClockHour;
import io.chatelaine.database.ClockReading;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * A lock-free counter of the uses of a key in one hour. A use is either in the result of {@link #close}, or {@link
 * #count} returns false and the caller counts it in another counter: no use is lost or counted twice.
 */
final class UsageCounter {
    /** So far below zero that late increments cannot bring it back. */
    private static final long CLOSED = Long.MIN_VALUE;

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    private final String keyId;
    private final ClockHour hour;
    /** One element for each outcome. Kept small, because there may be very many keys between two flushes. */
    private final AtomicLongArray counts = new AtomicLongArray(OUTCOMES.size());

    private volatile @Nullable From from;
    private volatile long last;

    UsageCounter(String keyId, ClockHour hour) {
        this.keyId = keyId;
        this.hour = hour;
    }

    /** The origin of a request. */
    private record From(@Nullable String address, @Nullable String userAgent) {}

    private static int place(Outcome outcome) {
        return OUTCOMES.indexOf(outcome);
    }

    boolean isOver(long tick) {
        return hour.isOver(tick);
    }

    /** Counts a use; returns false if the counter is closed. */
    boolean count(Outcome outcome) {
        return counts.getAndIncrement(place(outcome)) >= 0;
    }

    /** Keeps the origin of the request; consecutive requests of the same client allocate nothing. */
    void seen(long tick, @Nullable String address, @Nullable String userAgent) {
        From known = from;
        String kept = ClientText.cut(userAgent);
        if (known == null || !Objects.equals(known.address, address) || !Objects.equals(known.userAgent, kept)) {
            from = new From(address, kept);
        }
        last = tick;
    }

    /**
     * Closes the counter and returns its counts. Call it once.
     *
     * @param prefix prefix of the keys that are issued now
     */
    UsageDelta close(ClockReading reading, String prefix) {
        Map<Outcome, Long> taken = new EnumMap<>(Outcome.class);
        for (Outcome outcome : OUTCOMES) {
            long count = counts.getAndSet(place(outcome), CLOSED);
            if (count > 0) {
                taken.put(outcome, count);
            }
        }
        ClockHour known = hour.start() == null ? reading.hour() : hour;
        return new UsageDelta(
                keyId,
                Objects.requireNonNull(known.start()),
                taken,
                taken.containsKey(Outcome.ACCEPTED) ? last(reading, prefix) : null);
    }

    private LastUse last(ClockReading reading, String prefix) {
        From latest = Objects.requireNonNull(from);
        return new LastUse(
                reading.timeOf(last),
                ClientText.address(latest.address),
                ClientText.userAgent(latest.userAgent, prefix));
    }
}
