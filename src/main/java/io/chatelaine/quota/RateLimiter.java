package io.chatelaine.quota;

import io.chatelaine.config.TierSettings;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Applies the limits of a tier to each subject. A rate holds on each node separately, so n nodes admit n times as much.
 * A quota holds for all nodes together, and its window ends by the database's clock.
 */
@Singleton
public class RateLimiter {
    /** The most subjects in memory, at about 500 bytes each. */
    private static final int MOST = 100_000;

    /** Longer than the window of any rate: a bucket that was idle for that long is full. */
    private static final long IDLE = TimeUnit.MINUTES.toNanos(61);

    private static final long LONGEST_END = TimeUnit.SECONDS.toNanos(5);

    /** How many limiters are tried for removal: one that a request uses now stays. */
    private static final int TRIES = 16;

    private final QuotaLeases leases;
    private final TimeMeter time;
    private final int most;

    /** In the order of their last use, the oldest first. Guarded by itself; no call under the lock blocks. */
    private final Map<LimitSubject, SubjectLimiter> limiters = new LinkedHashMap<>(16, 0.75f, true);

    @Inject
    public RateLimiter(QuotaLeases leases) {
        this(leases, TimeMeter.SYSTEM_NANOTIME, MOST);
    }

    RateLimiter(QuotaLeases leases, TimeMeter time, int most) {
        this.leases = leases;
        this.time = time;
        this.most = most;
    }

    /**
     * Takes one request of each limit of the subject; takes nothing if a limit is exceeded.
     *
     * @param refusable false if limits only count the request: it takes one of each limit that has one left
     * @throws SQLException if the database does not grant or deny a lease
     */
    public LimitStatus take(LimitSubject subject, TierSettings.Limits limits, boolean refusable) throws SQLException {
        while (true) {
            SubjectLimiter limiter = limiter(subject);
            LimitStatus limit = limiter.take(limits, refusable);
            if (limit != null) {
                return limit;
            }
            forget(subject, limiter);
        }
    }

    /**
     * Returns the limiter of a subject. If there are too many, the longest idle one is removed; its subject starts with
     * a full bucket again.
     */
    private SubjectLimiter limiter(LimitSubject subject) {
        List<SubjectLimiter> closed;
        SubjectLimiter limiter;
        synchronized (limiters) {
            limiter = limiters.get(subject);
            if (limiter != null) {
                return limiter;
            }
            closed = limiters.size() < most ? List.of() : remove(limiters.size() - most + 1, 0, TRIES);
            limiter = new SubjectLimiter(subject, leases, time);
            limiters.put(subject, limiter);
        }
        closed.forEach(SubjectLimiter::end);
        return limiter;
    }

    /**
     * Closes and removes the longest idle limiters. The caller holds the lock.
     *
     * @param count the most limiters to remove
     * @param unused the least idle time in nanoseconds
     * @param tries the most limiters to try
     */
    private List<SubjectLimiter> remove(int count, long unused, int tries) {
        List<SubjectLimiter> removed = new ArrayList<>();
        Iterator<SubjectLimiter> eldest = limiters.values().iterator();
        for (int i = 0; i < tries && removed.size() < count && eldest.hasNext(); i++) {
            SubjectLimiter limiter = eldest.next();
            if (limiter.closeIfUnused(unused)) {
                eldest.remove();
                removed.add(limiter);
            }
        }
        return removed;
    }

    private void forget(LimitSubject subject, SubjectLimiter limiter) {
        synchronized (limiters) {
            limiters.remove(subject, limiter);
        }
    }

    /** Removes idle limiters: their buckets are full, and their leases are given back. */
    void sweep() {
        List<SubjectLimiter> closed;
        do {
            synchronized (limiters) {
                closed = remove(TRIES, IDLE, TRIES);
            }
            closed.forEach(SubjectLimiter::end);
        } while (!closed.isEmpty());
    }

    /**
     * Gives the unused leases of this node back, so that a restart takes nothing from a quota. Stops after a few
     * seconds, so that an unavailable database does not delay the shutdown for each limiter.
     */
    public void end() {
        long start = time.currentTimeNanos();
        List<SubjectLimiter> all;
        synchronized (limiters) {
            all = List.copyOf(limiters.values());
        }
        for (SubjectLimiter limiter : all) {
            if (time.currentTimeNanos() - start > LONGEST_END) {
                return;
            }
            limiter.end();
        }
    }

    int size() {
        synchronized (limiters) {
            return limiters.size();
        }
    }
}
