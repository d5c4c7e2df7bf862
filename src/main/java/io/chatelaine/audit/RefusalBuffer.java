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
 * The buffer of refusals before they are written to the audit every few seconds. Each account has its own bounds
 * ({@link AccountRefusals}), so that no account displaces another. A request never waits. Refusals beyond the bounds
 * are counted, and lost ones are logged.
 */
@Singleton
public class RefusalBuffer {
    /** The most rows that wait to be written, and the most accounts whose refusals are counted. */
    static final int MOST = 10_000;

    /** The reason of a row that counts the refusals of an account beyond its rows by key and reason. */
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

    /** @param nanos a clock with the contract of {@code System.nanoTime} */
    public RefusalBuffer(RefusalTable table, DatabaseClock clock, LongSupplier nanos) {
        this.table = table;
        this.clock = clock;
        this.nanos = nanos;
    }

    private record Dated(RefusedRequest refused, long at) {}

    /** Queues a refusal as a row, or counts it. */
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
     * Writes the queued rows and the counts. Rows that could not be written stay for the next call.
     *
     * @param all whether to write also the counts of a minute that is not over yet
     */
    public synchronized void flush(boolean all) {
        try {
            if (unwritten.isEmpty()) {
                unwritten = take(all);
            }
            lost.add(table.insert(unwritten));
            unwritten = List.of();
        } catch (SQLException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "waiting",
                    "Refusals wait in memory, because writing to the audit failed: " + e.getMessage());
        }
        long missing = lost.sumThenReset();
        if (missing > 0) {
            LOG.log(
                    Level.WARNING,
                    "lost",
                    missing + " refusals are not in the audit: too many at once, or data that the database rejects");
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
