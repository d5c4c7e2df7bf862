package io.chatelaine.audit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was refused to the keys of one account since a minute began, within fixed bounds: at most {@value #ROWS} rows of the
 * audit a minute, whatever its clients do. Of one key and reason the first {@value #FIRST} refusals become rows, and one row
 * counts the rest; beyond the account's share, one row of the account counts all others. Not thread-safe.
 */
final class AccountRefusals {
    static final int FIRST = 20;
    /** The rows of single refusals, of the counted rests, and one for all others. */
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

    /** What is counted together. */
    record Kind(String keyId, String reason) {}

    private static final class Tally {
        private int rows;
        private long rest;
    }

    /** Takes the counted rests. */
    interface Rests {
        /** @param kind null for all that are not told apart */
        void take(@Nullable Kind kind, long count);
    }

    /** Whether a minute has passed: the counts are to be taken, and a new minute begins with the next refusal. */
    boolean isOver(long now) {
        return now - since >= MINUTE;
    }

    long since() {
        return since;
    }

    /**
     * Counts a refusal.
     *
     * @param offered puts it among the rows to be written; false if there is no room
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

    /** Counts that are left of the minute before go along with those of the new one. */
    private void begin(long now) {
        since = now;
        singleRows = 0;
        tallies.values().removeIf(tally -> tally.rest == 0);
        tallies.values().forEach(tally -> tally.rows = 0);
    }

    /** Gives out what is counted and not written yet. */
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
