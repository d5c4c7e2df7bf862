package io.chatelaine.usage;

import io.chatelaine.database.ClockHour;
import io.chatelaine.database.ClockReading;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts the uses of keys in memory. A request costs a look-up and an increment, and never waits for a lock. The number
 * of keys is bounded, so that a flood of keys cannot fill the memory; uses beyond it are counted as lost.
 */
@Singleton
public class UsageRecorder {
    /**
     * The most keys between two flushes; a key counts twice if the hour ends between them. They take about 75 MB. A
     * node verifies fewer keys in five seconds, so uses are lost only if the database is away.
     */
    static final int MOST_KEYS = 250_000;

    private final Map<String, UsageCounter> current = new ConcurrentHashMap<>();
    private final Queue<UsageCounter> ended = new ConcurrentLinkedQueue<>();
    private final AtomicInteger held = new AtomicInteger();
    private final LongAdder lost = new LongAdder();
    private volatile ClockHour hour = ClockHour.unknown();

    /**
     * Counts an accepted request.
     *
     * @param address client address
     * @param userAgent header value as received, unchecked
     */
    public void accepted(String keyId, @Nullable String address, @Nullable String userAgent) {
        long now = System.nanoTime();
        UsageCounter counter;
        do {
            counter = find(keyId, now);
            if (counter == null) {
                lost.increment();
                return;
            }
            counter.seen(now, address, userAgent);
        } while (!counter.count(Outcome.ACCEPTED));
    }

    /** Counts a refused request of a known key. */
    public void refused(String keyId, Outcome outcome) {
        long now = System.nanoTime();
        UsageCounter counter;
        do {
            counter = find(keyId, now);
            if (counter == null) {
                lost.increment();
                return;
            }
        } while (!counter.count(outcome));
    }

    /** Returns the current counter of a key; null if the recorder is full. */
    private @Nullable UsageCounter find(String keyId, long now) {
        while (true) {
            UsageCounter known = current.get(keyId);
            if (known != null && !known.isOver(now)) {
                return known;
            }
            if (held.get() >= MOST_KEYS) {
                return null;
            }
            UsageCounter fresh = new UsageCounter(keyId, hourOf(now));
            if (known == null ? current.putIfAbsent(keyId, fresh) == null : current.replace(keyId, known, fresh)) {
                held.incrementAndGet();
                if (known != null) {
                    ended.add(known);
                }
                return fresh;
            }
        }
    }

    private ClockHour hourOf(long now) {
        ClockHour known = hour;
        if (known.isOver(now)) {
            while (known.isOver(now)) {
                known = known.next();
            }
            hour = known;
        }
        return known;
    }

    /**
     * Removes and returns all counts, sorted by key and hour.
     *
     * @param prefix prefix of the keys that are issued now
     */
    List<UsageDelta> drain(ClockReading reading, String prefix) {
        hour = reading.hour();
        List<UsageDelta> drained = new ArrayList<>();
        for (UsageCounter counter = ended.poll(); counter != null; counter = ended.poll()) {
            drained.add(counter.close(reading, prefix));
        }
        current.forEach((keyId, counter) -> {
            // Removed before it is closed: a thread whose use it refuses then finds or makes another counter.
            if (current.remove(keyId, counter)) {
                drained.add(counter.close(reading, prefix));
            }
        });
        drained.sort(Comparator.comparing(UsageDelta::keyId).thenComparing(UsageDelta::hour));
        return drained;
    }

    /** Frees the room of drained entries that need not be held any longer. */
    void release(int written) {
        held.addAndGet(-written);
    }

    boolean holdsAny() {
        return held.get() > 0;
    }

    /** Returns and resets the number of lost uses. */
    long takeLost() {
        return lost.sumThenReset();
    }
}
