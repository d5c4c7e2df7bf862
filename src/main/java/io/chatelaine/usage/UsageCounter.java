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
 * The uses of a key in one hour, counted by any number of threads until it is closed. Each use is either in what closing
 * gave, or refused, so that whoever counts goes elsewhere with it: none is lost, none is there twice.
 */
final class UsageCounter {
    /** So far below zero that no number of late increments brings it back. */
    private static final long CLOSED = Long.MIN_VALUE;

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    private final String keyId;
    private final ClockHour hour;
    /** One place for each outcome: there may be a great many keys between two flushes. */
    private final AtomicLongArray counts = new AtomicLongArray(OUTCOMES.size());

    private volatile @Nullable From from;
    private volatile long last;

    UsageCounter(String keyId, ClockHour hour) {
        this.keyId = keyId;
        this.hour = hour;
    }

    /** Where a request came from. */
    private record From(@Nullable String address, @Nullable String userAgent) {}

    private static int place(Outcome outcome) {
        return OUTCOMES.indexOf(outcome);
    }

    boolean isOver(long tick) {
        return hour.isOver(tick);
    }

    /** @return whether it is counted */
    boolean count(Outcome outcome) {
        return counts.getAndIncrement(place(outcome)) >= 0;
    }

    /** Keeps where the request came from; one after the other from the same client makes nothing new. */
    void seen(long tick, @Nullable String address, @Nullable String userAgent) {
        From known = from;
        String kept = ClientText.cut(userAgent);
        if (known == null || !Objects.equals(known.address, address) || !Objects.equals(known.userAgent, kept)) {
            from = new From(address, kept);
        }
        last = tick;
    }

    /**
     * Takes out all that was counted. To be called once.
     *
     * @param prefix of the keys that are issued now
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
