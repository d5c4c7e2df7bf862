package io.chatelaine.quota;

import io.chatelaine.config.Limit;
import io.chatelaine.quota.LimitStatus.Kind;
import io.chatelaine.quota.LimitStatus.Part;
import io.github.bucket4j.TimeMeter;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A node's share of a subject's quota: the leased requests that it has not admitted yet. The first lease is for one
 * request. Each next one is twice as large, at most a twentieth of the quota. So a killed node loses at most as many
 * requests as it has admitted, and at most a twentieth of the quota.
 */
final class QuotaShare {
    private static final System.Logger LOG = System.getLogger(QuotaShare.class.getName());

    private static final int PARTS = 20;
    private static final long ASK_AGAIN = TimeUnit.SECONDS.toNanos(1);
    private static final long NANOS = 1_000_000_000;

    private final LimitSubject subject;
    private final Limit quota;
    private final QuotaLeases leases;
    private final TimeMeter time;
    private @Nullable QuotaLease lease;
    private long left;
    private long next = 1;
    private long askedAt;

    QuotaShare(LimitSubject subject, Limit quota, QuotaLeases leases, TimeMeter time) {
        this.subject = subject;
        this.quota = quota;
        this.leases = leases;
        this.time = time;
    }

    boolean isOf(Limit other) {
        return quota.equals(other);
    }

    /**
     * Takes one request of the quota; returns false if none is left. Takes a new lease if the last one is used up or
     * over.
     */
    boolean take() throws SQLException {
        renew(time.currentTimeNanos());
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    private void renew(long now) throws SQLException {
        QuotaLease held = lease;
        if (held != null && now - held.endsAt() >= 0) {
            held = null;
            left = 0;
            next = 1;
        }
        // The quota is used up. It may be raised, or another node may give requests back: asks once a second.
        if (left > 0 || (held != null && held.unleased() == 0 && now - askedAt < ASK_AGAIN)) {
            return;
        }
        askedAt = now;
        lease = leases.take(subject, quota, next, time);
        left = lease.tokens();
        next = Math.min(next * 2, Math.max(1, quota.amount() / PARTS));
    }

    Part left() {
        QuotaLease held = lease;
        long now = time.currentTimeNanos();
        if (held == null || now - held.endsAt() >= 0) {
            return new Part(Kind.QUOTA, quota, quota.amount(), quota.seconds());
        }
        long seconds = Math.max(1, (held.endsAt() - now + NANOS - 1) / NANOS);
        return new Part(Kind.QUOTA, quota, left + held.unleased(), seconds);
    }

    /** Gives the unused requests of the lease back, so that other nodes can lease them. */
    void giveBack() {
        QuotaLease held = lease;
        if (held == null || left == 0) {
            return;
        }
        try {
            leases.giveBack(subject, quota, held, left);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "{0} requests of a quota are lost until its window ends: {1}", left, e.getMessage());
        }
        lease = null;
        left = 0;
        next = 1;
    }
}
