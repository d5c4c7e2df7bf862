package io.chatelaine.usage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The number of accepted requests of a key, and of refused ones by the code of their answer. */
public final class UsageCounts {
    private final Map<String, Long> refused = new LinkedHashMap<>();
    private long accepted;

    UsageCounts() {
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.ACCEPTED) {
                refused.put(outcome.word(), 0L);
            }
        }
    }

    void add(String outcome, long count) {
        if (outcome.equals(Outcome.ACCEPTED.word())) {
            accepted += count;
        } else {
            refused.merge(outcome, count, Long::sum);
        }
    }

    public long accepted() {
        return accepted;
    }

    /** Returns a count for every code, 0 included. */
    public Map<String, Long> refused() {
        return Collections.unmodifiableMap(refused);
    }
}
