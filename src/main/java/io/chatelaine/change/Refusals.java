package io.chatelaine.change;

import io.chatelaine.config.ThrottledLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Refusals on their way into the audit: kept in memory, written every few seconds. Of one key and reason the first
 * {@value #FIRST} of each minute become rows of their own, and one row counts the rest. It never keeps a request waiting
 * and never grows beyond its bounds: what does not fit is counted, and that is logged.
 */
@Singleton
public class Refusals {
    static final int FIRST = 20;
    /** Of rows that wait to be written, and of keys and reasons whose refusals are counted. */
    static final int MOST = 10_000;

    private static final ThrottledLog LOG = new ThrottledLog(Refusals.class);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final RefusalRows rows;
    private final DatabaseClock clock;
    private final LongSupplier nanos;
    private final BlockingQueue<Dated> waiting = new ArrayBlockingQueue<>(MOST);
    private final ConcurrentMap<Kind, Tally> tallies = new ConcurrentHashMap<>();
    private final LongAdder lost = new LongAdder();
    private List<RefusalRow> unwritten = List.of();

    @Inject
    public Refusals(RefusalRows rows, DatabaseClock clock) {
        this(rows, clock, System::nanoTime);
    }

    /** @param nanos passes as {@code System.nanoTime} does */
    public Refusals(RefusalRows rows, DatabaseClock clock, LongSupplier nanos) {
        this.rows = rows;
        this.clock = clock;
        this.nanos = nanos;
    }

    private record Kind(String keyId, String accountId, String reason) {}

    private record Dated(Refusal refusal, long at) {}

    /**
     * What came of one kind in the minute that began then.
     *
     * @param noted rows of their own
     * @param rest counted, and not written yet
     */
    private record Tally(long since, int noted, long rest) {}

    /** Notes one, or counts it. */
    public void record(Refusal refusal) {
        long now = nanos.getAsLong();
        Kind kind = new Kind(refusal.keyId(), refusal.accountId(), refusal.reason());
        if (tallies.size() >= MOST && !tallies.containsKey(kind)) {
            lost.increment();
            return;
        }
        tallies.compute(kind, (same, tally) -> next(tally, new Dated(refusal, now)));
    }

    private Tally next(@Nullable Tally before, Dated refusal) {
        Tally tally = before == null ? new Tally(refusal.at, 0, 0) : before;
        if (refusal.at - tally.since >= MINUTE) {
            // What is left of a minute that is over goes along with the next one's: it is written in a few seconds.
            tally = new Tally(refusal.at, 0, tally.rest);
        }
        return tally.noted < FIRST && waiting.offer(refusal)
                ? new Tally(tally.since, tally.noted + 1, tally.rest)
                : new Tally(tally.since, tally.noted, tally.rest + 1);
    }

    /**
     * Writes what waits. It is not called by two at once, and tries what could not be written again the next time.
     *
     * @param all also what is counted of a minute that is not over yet
     */
    public synchronized void flush(boolean all) {
        try {
            if (unwritten.isEmpty()) {
                unwritten = take(all);
            }
            rows.insert(unwritten);
            unwritten = List.of();
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "waiting", "Refusals wait to be written to the audit: " + e.getMessage());
        }
        long missing = lost.sumThenReset();
        if (missing > 0) {
            LOG.log(Level.WARNING, "lost", missing + " refusals are not in the audit: there were too many at once");
        }
    }

    private List<RefusalRow> take(boolean all) {
        if (waiting.isEmpty() && tallies.isEmpty()) {
            return List.of();
        }
        Instant now = clock.now();
        long nowNanos = nanos.getAsLong();
        List<RefusalRow> taken = new ArrayList<>();
        for (Dated one = waiting.poll(); one != null; one = waiting.poll()) {
            taken.add(rows.of(one.refusal, now.minusNanos(nowNanos - one.at)));
        }
        for (Kind kind : tallies.keySet()) {
            tallies.computeIfPresent(kind, (same, tally) -> {
                boolean over = nowNanos - tally.since >= MINUTE;
                if (tally.rest > 0 && (over || all)) {
                    Instant since = now.minusNanos(nowNanos - tally.since);
                    taken.add(rows.ofRest(kind.keyId, kind.accountId, kind.reason, tally.rest, since));
                }
                return over ? null : new Tally(tally.since, tally.noted, all ? 0 : tally.rest);
            });
        }
        return taken;
    }
}
