package io.chatelaine.audit;

import io.chatelaine.audit.AccountRefusals.Kind;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.logging.ThrottledLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
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
 * Refusals on their way into the audit: kept in memory, written every few seconds, for each account within bounds of its own
 * ({@link AccountRefusals}), so that no account crowds out another. It never keeps a request waiting; what does not fit is
 * counted, and that is logged.
 */
@Singleton
public class RefusalBuffer {
    /** Of rows that wait to be written, and of accounts whose refusals are counted. */
    static final int MOST = 10_000;

    /** The reason of a row that counts the refusals of an account which its share of rows does not tell apart. */
    public static final String NOT_TOLD_APART = "not_told_apart";

    private static final ThrottledLog LOG = new ThrottledLog(RefusalBuffer.class);

    private final RefusalTable table;
    private final DatabaseClock clock;
    private final LongSupplier nanos;
    private final BlockingQueue<Dated> waiting = new ArrayBlockingQueue<>(MOST);
    private final ConcurrentMap<String, AccountRefusals> accounts = new ConcurrentHashMap<>();
    private final LongAdder lost = new LongAdder();
    private List<RefusalEntry> unwritten = List.of();

    @Inject
    public RefusalBuffer(RefusalTable table, DatabaseClock clock) {
        this(table, clock, System::nanoTime);
    }

    /** @param nanos passes as {@code System.nanoTime} does */
    public RefusalBuffer(RefusalTable table, DatabaseClock clock, LongSupplier nanos) {
        this.table = table;
        this.clock = clock;
        this.nanos = nanos;
    }

    private record Dated(RefusedRequest refused, long at) {}

    /** Notes one, or counts it. */
    public void record(RefusedRequest refused) {
        long now = nanos.getAsLong();
        if (accounts.size() >= MOST && !accounts.containsKey(refused.accountId())) {
            lost.increment();
            return;
        }
        accounts.compute(refused.accountId(), (id, known) -> {
            AccountRefusals account = known == null ? new AccountRefusals(now) : known;
            Kind kind = new Kind(refused.keyId(), refused.reason());
            account.count(kind, now, () -> waiting.offer(new Dated(refused, now)));
            return account;
        });
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
            lost.add(table.insert(unwritten));
            unwritten = List.of();
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "waiting", "Refusals wait to be written to the audit: " + e.getMessage());
        }
        long missing = lost.sumThenReset();
        if (missing > 0) {
            LOG.log(
                    Level.WARNING,
                    "lost",
                    missing + " refusals are not in the audit: too many at once, or not to be kept");
        }
    }

    private List<RefusalEntry> take(boolean all) {
        if (waiting.isEmpty() && accounts.isEmpty()) {
            return List.of();
        }
        Instant now = clock.now();
        long nowNanos = nanos.getAsLong();
        List<RefusalEntry> taken = new ArrayList<>();
        for (Dated one = waiting.poll(); one != null; one = waiting.poll()) {
            taken.add(table.of(one.refused, now.minusNanos(nowNanos - one.at)));
        }
        for (String accountId : accounts.keySet()) {
            accounts.computeIfPresent(accountId, (id, account) -> {
                boolean over = account.isOver(nowNanos);
                if (over || all) {
                    Instant since = now.minusNanos(nowNanos - account.since());
                    account.takeRests((kind, count) -> taken.add(rest(kind, id, count, since)));
                }
                return over ? null : account;
            });
        }
        return taken;
    }

    private RefusalEntry rest(@Nullable Kind kind, String accountId, long count, Instant since) {
        return kind == null
                ? table.ofRest(accountId, accountId, NOT_TOLD_APART, count, since)
                : table.ofRest(kind.keyId(), accountId, kind.reason(), count, since);
    }
}
