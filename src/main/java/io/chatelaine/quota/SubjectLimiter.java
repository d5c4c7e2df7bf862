package io.chatelaine.quota;

import io.chatelaine.config.Limit;
import io.chatelaine.config.TierSettings;
import io.chatelaine.quota.LimitStatus.Part;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The rate and the quota of one subject on this node: a request takes one of each, or none. */
final class SubjectLimiter {
    /** How long a request waits for another one that takes a lease: as long as that one may wait for a connection. */
    private static final long LOCK_TIMEOUT_SECONDS = 5;

    private final LimitSubject subject;
    private final QuotaLeases leases;
    private final TimeMeter time;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable RateBucket rate;
    private @Nullable QuotaShare quota;
    private long usedAt;
    private boolean closed;

    SubjectLimiter(LimitSubject subject, QuotaLeases leases, TimeMeter time) {
        this.subject = subject;
        this.leases = leases;
        this.time = time;
    }

    /**
     * Takes one request of each limit; takes nothing if a limit is exceeded.
     *
     * @param refusable false if limits only count the request: it takes one of each limit that has one left
     * @return null if this limiter is closed and another one has replaced it
     */
    @Nullable LimitStatus take(TierSettings.Limits limits, boolean refusable) throws SQLException {
        lock();
        try {
            if (closed) {
                return null;
            }
            usedAt = time.currentTimeNanos();
            adopt(limits);
            return refusable ? take() : count();
        } finally {
            lock.unlock();
        }
    }

    private void lock() throws SQLException {
        try {
            if (!lock.tryLock(LOCK_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTimeoutException("a lease of a quota takes too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTimeoutException("interrupted", e);
        }
    }

    /** Adopts the current limits: the settings may have changed since the last request. */
    private void adopt(TierSettings.Limits limits) {
        Limit newRate = limits.rate().orElse(null);
        if (newRate == null) {
            rate = null;
        } else if (rate == null) {
            rate = new RateBucket(newRate, time);
        } else {
            rate.adopt(newRate);
        }
        Limit newQuota = limits.quota().orElse(null);
        if (quota != null && (newQuota == null || !quota.isOf(newQuota))) {
            quota.giveBack();
            quota = null;
        }
        if (quota == null && newQuota != null) {
            quota = new QuotaShare(subject, newQuota, leases, time);
        }
    }

    /**
     * Checks the rate first, because that needs no database. If a limit is exceeded, the result has that limit alone,
     * so that its seconds say when to retry.
     */
    private LimitStatus take() throws SQLException {
        Part ofRate = null;
        if (rate != null) {
            ConsumptionProbe probe = rate.take();
            if (!probe.isConsumed()) {
                Part exceeded = rate.exceeded(probe);
                return new LimitStatus(List.of(exceeded), exceeded);
            }
            ofRate = rate.left(probe.getRemainingTokens());
        }
        boolean taken = false;
        try {
            taken = quota == null || quota.take();
        } finally {
            if (!taken && rate != null) {
                rate.giveBack();
            }
        }
        if (taken || quota == null) {
            return new LimitStatus(parts(ofRate), null);
        }
        Part exceeded = quota.left();
        return new LimitStatus(List.of(exceeded), exceeded);
    }

    /** Counts a request that is accepted in any case. The result has all limits. */
    private LimitStatus count() throws SQLException {
        List<Part> parts = new ArrayList<>(2);
        Part exceeded = null;
        if (rate != null) {
            ConsumptionProbe probe = rate.take();
            exceeded = probe.isConsumed() ? null : rate.exceeded(probe);
            parts.add(exceeded == null ? rate.left(probe.getRemainingTokens()) : exceeded);
        }
        if (quota != null) {
            boolean taken = quota.take();
            parts.add(quota.left());
            exceeded = taken || exceeded != null ? exceeded : quota.left();
        }
        return new LimitStatus(parts, exceeded);
    }

    private List<Part> parts(@Nullable Part ofRate) {
        List<Part> parts = new ArrayList<>(2);
        if (ofRate != null) {
            parts.add(ofRate);
        }
        if (quota != null) {
            parts.add(quota.left());
        }
        return parts;
    }

    /**
     * Closes the limiter for good if it was idle for a time and no request uses it now. Never waits. The caller then
     * calls {@link #end}.
     */
    boolean closeIfUnused(long nanos) {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            closed = time.currentTimeNanos() - usedAt >= nanos;
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the limiter for good and gives its lease back. */
    void end() {
        lock.lock();
        try {
            closed = true;
            if (quota != null) {
                quota.giveBack();
            }
        } finally {
            lock.unlock();
        }
    }
}
