package io.chatelaine.audit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The refusals of one account within a minute: at most {@value #ROWS} rows of the audit a minute. For each key and
 * reason the first {@value #FIRST} refusals become rows, and one row counts the rest. Beyond these bounds one row of
 * the account counts all others. Not thread-safe.
 */
final class AccountRefusals {
    static final int FIRST = 20;
    /** Rows of single refusals, rows that count a rest, and one row for all others. */
    static final int ROWS = 200;

    private static final int SINGLE_ROWS = 150;
    private static final int RESTS = ROWS - SINGLE_ROWS - 1;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Map<Kind, Tally> tallies = new HashMap<>();
    private long since;
    private int singleRows;
    private int rests;
    private long others;

    AccountRefusals(long now) {
        since = now;
    }

    /** The refusals that are counted together. */
    record Kind(String keyId, String reason) {}

    private static final class Tally {
        private int rows;
        private long rest;
    }

    /** A receiver of the counted rests. */
    interface Rests {
        /** @param kind null if the refusals are not counted by key and reason */
        void take(@Nullable Kind kind, long count);
    }

    /** Returns whether the minute is over: the counts are due, and the next refusal begins a new minute. */
    boolean isOver(long now) {
        return now - since >= MINUTE;
    }

    long since() {
        return since;
    }

    /**
     * Counts a refusal.
     *
     * @param offered queues the refusal as a row; returns false if the queue is full
     */
    void count(Kind kind, long now, BooleanSupplier offered) {
        if (isOver(now)) {
            begin(now);
        }
        Tally tally = tallies.get(kind);
        if (tally == null) {
            tally = new Tally();
        }
        if (tally.rows < FIRST && singleRows < SINGLE_ROWS && offered.getAsBoolean()) {
            tally.rows++;
            singleRows++;
        } else if (tally.rest > 0 || rests < RESTS) {
            rests += tally.rest == 0 ? 1 : 0;
            tally.rest++;
        } else {
            others++;
            return;
        }
        tallies.put(kind, tally);
    }

    /** Begins a minute. Counts that are left of the last minute are added to the new one. */
    private void begin(long now) {
        since = now;
        singleRows = 0;
        tallies.values().removeIf(tally -> tally.rest == 0);
        tallies.values().forEach(tally -> tally.rows = 0);
    }

    /** Passes on and resets the counts that are not written yet. */
    void takeRests(Rests taken) {
        tallies.forEach((kind, tally) -> {
            if (tally.rest > 0) {
                taken.take(kind, tally.rest);
                tally.rest = 0;
            }
        });
        if (others > 0) {
            taken.take(null, others);
        }
        rests = 0;
        others = 0;
    }
}
