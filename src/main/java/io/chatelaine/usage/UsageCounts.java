package io.chatelaine.usage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many requests with a key were let in, and how many were not, by the code that they were told. */
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

    /** Every code is there, with 0 where nothing was refused by it. */
    public Map<String, Long> refused() {
        return Collections.unmodifiableMap(refused);
    }
}
