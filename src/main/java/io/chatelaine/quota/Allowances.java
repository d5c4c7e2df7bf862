package io.chatelaine.quota;

import io.chatelaine.config.TierSettings;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How much each holder of limits has asked for. A rate is this node's own, so that n nodes give out n times as much; of a
 * quota all nodes together give out no more than there is, and a window ends by the database's clock.
 */
@Singleton
public class Allowances {
    /** Holders that a node keeps in mind, at some 500 bytes each. */
    private static final int MOST = 100_000;

    /** Longer than the window of any rate: a bucket that was not used for that long is full. */
    private static final long IDLE = TimeUnit.MINUTES.toNanos(61);

    private static final long LONGEST_END = TimeUnit.SECONDS.toNanos(5);

    private final Leases leases;
    private final TimeMeter time;
    private final int most;
    private final Map<Holder, Meter> meters = new ConcurrentHashMap<>();

    @Inject
    public Allowances(Leases leases) {
        this(leases, TimeMeter.SYSTEM_NANOTIME, MOST);
    }

    Allowances(Leases leases, TimeMeter time, int most) {
        this.leases = leases;
        this.time = time;
        this.most = most;
    }

    /**
     * Takes one from what the holder may ask for, or says what is exceeded; then nothing is taken.
     *
     * @param counted false where the request is let in anyway and uses up nothing
     * @throws SQLException where the database does not say whether there is a quota left
     */
    public Allowance take(Holder holder, TierSettings.Limits limits, boolean counted) throws SQLException {
        while (true) {
            Holder kept = meters.size() < most || meters.containsKey(holder) ? holder : Holder.crowd(holder.tier());
            Meter meter = meters.computeIfAbsent(kept, absent -> new Meter(absent, leases, time));
            Allowance allowance = meter.take(limits, counted);
            if (allowance != null) {
                return allowance;
            }
            meters.remove(kept, meter);
        }
    }

    /** Forgets the holders that have not asked for long: their buckets are full, and what they leased is given back. */
    void sweep() {
        meters.forEach((holder, meter) -> {
            if (meter.closeIfIdle(IDLE)) {
                meters.remove(holder, meter);
            }
        });
    }

    /**
     * Gives back what this node leased and did not use, so that a restart costs nobody a part of a quota. It takes no longer
     * than some seconds: a database that is away is not waited for by each.
     */
    public void end() {
        long start = time.currentTimeNanos();
        for (Meter meter : meters.values()) {
            if (time.currentTimeNanos() - start > LONGEST_END) {
                return;
            }
            meter.end();
        }
    }

    int size() {
        return meters.size();
    }
}
