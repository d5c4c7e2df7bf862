package io.chatelaine.usage;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts of the credentials that this node verified since its start, by outcome, and of the look-ups for them. */
@Singleton
public class RequestCounts {
    private final LongAdder accepted = new LongAdder();
    private final LongAdder lookups = new LongAdder();
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();

    public void accepted() {
        accepted.increment();
    }

    public void lookedUp() {
        lookups.increment();
    }

    /** @param reason one of a few fixed words, never a client's text */
    public void refused(String reason) {
        refused.computeIfAbsent(reason, key -> new LongAdder()).increment();
    }

    public long lookups() {
        return lookups.sum();
    }

    /** Returns the counts by outcome: {@code accepted}, or the reason of a refusal. */
    public Map<String, Long> byOutcome() {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("accepted", accepted.sum());
        refused.forEach((reason, count) -> counts.put(reason, count.sum()));
        return counts;
    }
}
