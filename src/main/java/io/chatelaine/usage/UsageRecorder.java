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
 * Counts the uses of keys in memory: for a request a look-up and an increment, no lock and no wait. What it holds is
 * bounded, so that no flood of keys can fill the memory; uses beyond that are counted as lost.
 */
@Singleton
public class UsageRecorder {
    /**
     * Keys between two flushes; an hour's end counts a key twice. They take some 75 MB: more than any node verifies in five
     * seconds, so that none is lost unless the database is away.
     */
    static final int MOST_KEYS = 250_000;

    private final Map<String, UsageCounter> current = new ConcurrentHashMap<>();
    private final Queue<UsageCounter> ended = new ConcurrentLinkedQueue<>();
    private final AtomicInteger held = new AtomicInteger();
    private final LongAdder lost = new LongAdder();
    private volatile ClockHour hour = ClockHour.unknown();

    /**
     * Counts a request that was let in.
     *
     * @param address of the client
     * @param userAgent as it was sent, any text at all
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

    /** Counts a request that was not let in, though its key is known. */
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

    /** @return null where no more is held */
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
     * Takes out all that was counted, by key and hour.
     *
     * @param prefix of the keys that are issued now
     */
    List<UsageDelta> drain(ClockReading reading, String prefix) {
        hour = reading.hour();
        List<UsageDelta> drained = new ArrayList<>();
        for (UsageCounter counter = ended.poll(); counter != null; counter = ended.poll()) {
            drained.add(counter.close(reading, prefix));
        }
        current.forEach((keyId, counter) -> {
            // First out of the way, then closed: whoever is refused by it finds another in its place.
            if (current.remove(keyId, counter)) {
                drained.add(counter.close(reading, prefix));
            }
        });
        drained.sort(Comparator.comparing(UsageDelta::keyId).thenComparing(UsageDelta::hour));
        return drained;
    }

    /** Makes room: so many of what was drained need not be held any longer. */
    void release(int written) {
        held.addAndGet(-written);
    }

    boolean holdsAny() {
        return held.get() > 0;
    }

    /** How many uses were lost since this was asked last. */
    long takeLost() {
        return lost.sumThenReset();
    }
}
