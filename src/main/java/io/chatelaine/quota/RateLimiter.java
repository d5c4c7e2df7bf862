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
 * How much each holder of limits has asked for. A rate is this node's own, so that n nodes give out n times as much; of a
 * quota all nodes together give out no more than there is, and a window ends by the database's clock.
 */
@Singleton
public class RateLimiter {
    /** Holders that a node keeps in mind, at some 500 bytes each. */
    private static final int MOST = 100_000;

    /** Longer than the window of any rate: a bucket that was not used for that long is full. */
    private static final long IDLE = TimeUnit.MINUTES.toNanos(61);

    private static final long LONGEST_END = TimeUnit.SECONDS.toNanos(5);

    /** How many meters are looked at for one that can give way: those that a request uses now cannot. */
    private static final int TRIES = 16;

    private final QuotaLeases leases;
    private final TimeMeter time;
    private final int most;

    /** The longest unused one first. Guarded by itself, and only for a moment. */
    private final Map<LimitSubject, SubjectLimiter> meters = new LinkedHashMap<>(16, 0.75f, true);

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
     * Takes one from what the holder may ask for, or says what is exceeded; then nothing is taken.
     *
     * @param refusable false if no limit refuses the request: it takes one of each limit that has one left
     * @throws SQLException where the database does not say whether there is a quota left
     */
    public LimitStatus take(LimitSubject subject, TierSettings.Limits limits, boolean refusable) throws SQLException {
        while (true) {
            SubjectLimiter limiter = meter(subject);
            LimitStatus limit = limiter.take(limits, refusable);
            if (limit != null) {
                return limit;
            }
            forget(subject, limiter);
        }
    }

    /** No two holders share one. If there are too many, the longest unused one gives way, and its holder has a full one again. */
    private SubjectLimiter meter(LimitSubject subject) {
        List<SubjectLimiter> closed;
        SubjectLimiter limiter;
        synchronized (meters) {
            limiter = meters.get(subject);
            if (limiter != null) {
                return limiter;
            }
            closed = meters.size() < most ? List.of() : remove(meters.size() - most + 1, 0, TRIES);
            limiter = new SubjectLimiter(subject, leases, time);
            meters.put(subject, limiter);
        }
        closed.forEach(SubjectLimiter::end);
        return limiter;
    }

    /**
     * Closes and removes the longest unused meters; to be called under the lock.
     *
     * @param count at most
     * @param unused for how many nanoseconds at least
     * @param tries how many are looked at
     */
    private List<SubjectLimiter> remove(int count, long unused, int tries) {
        List<SubjectLimiter> removed = new ArrayList<>();
        Iterator<SubjectLimiter> eldest = meters.values().iterator();
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
        synchronized (meters) {
            meters.remove(subject, limiter);
        }
    }

    /** Forgets the holders that have not asked for long: their buckets are full, and what they leased is given back. */
    void sweep() {
        List<SubjectLimiter> closed;
        do {
            synchronized (meters) {
                closed = remove(TRIES, IDLE, TRIES);
            }
            closed.forEach(SubjectLimiter::end);
        } while (!closed.isEmpty());
    }

    /**
     * Gives back what this node leased and did not use, so that a restart costs nobody a part of a quota. It takes no longer
     * than some seconds: a database that is away is not waited for by each.
     */
    public void end() {
        long start = time.currentTimeNanos();
        List<SubjectLimiter> all;
        synchronized (meters) {
            all = List.copyOf(meters.values());
        }
        for (SubjectLimiter limiter : all) {
            if (time.currentTimeNanos() - start > LONGEST_END) {
                return;
            }
            limiter.end();
        }
    }

    int size() {
        synchronized (meters) {
            return meters.size();
        }
    }
}
