package io.chatelaine.usage;

import io.chatelaine.database.Hour;
import io.chatelaine.database.Reading;
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

    private final Map<String, Uses> current = new ConcurrentHashMap<>();
    private final Queue<Uses> ended = new ConcurrentLinkedQueue<>();
    private final AtomicInteger held = new AtomicInteger();
    private final LongAdder lost = new LongAdder();
    private volatile Hour hour = Hour.unknown();

    /**
     * Counts a request that was let in.
     *
     * @param address of the client
     * @param userAgent as it was sent, any text at all
     */
    public void accepted(String keyId, @Nullable String address, @Nullable String userAgent) {
        long now = System.nanoTime();
        Uses uses;
        do {
            uses = find(keyId, now);
            if (uses == null) {
                lost.increment();
                return;
            }
            uses.seen(now, address, userAgent);
        } while (!uses.count(Outcome.ACCEPTED));
    }

    /** Counts a request that was not let in, though its key is known. */
    public void refused(String keyId, Outcome outcome) {
        long now = System.nanoTime();
        Uses uses;
        do {
            uses = find(keyId, now);
            if (uses == null) {
                lost.increment();
                return;
            }
        } while (!uses.count(outcome));
    }

    /** @return null where no more is held */
    private @Nullable Uses find(String keyId, long now) {
        while (true) {
            Uses known = current.get(keyId);
            if (known != null && !known.isOver(now)) {
                return known;
            }
            if (held.get() >= MOST_KEYS) {
                return null;
            }
            Uses fresh = new Uses(keyId, hourOf(now));
            if (known == null ? current.putIfAbsent(keyId, fresh) == null : current.replace(keyId, known, fresh)) {
                held.incrementAndGet();
                if (known != null) {
                    ended.add(known);
                }
                return fresh;
            }
        }
    }

    private Hour hourOf(long now) {
        Hour known = hour;
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
    List<Used> drain(Reading reading, String prefix) {
        hour = reading.hour();
        List<Used> drained = new ArrayList<>();
        for (Uses uses = ended.poll(); uses != null; uses = ended.poll()) {
            drained.add(uses.close(reading, prefix));
        }
        current.forEach((keyId, uses) -> {
            // First out of the way, then closed: whoever is refused by it finds another in its place.
            if (current.remove(keyId, uses)) {
                drained.add(uses.close(reading, prefix));
            }
        });
        drained.sort(Comparator.comparing(Used::keyId).thenComparing(Used::hour));
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
