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
public class Allowances {
    /** Holders that a node keeps in mind, at some 500 bytes each. */
    private static final int MOST = 100_000;

    /** Longer than the window of any rate: a bucket that was not used for that long is full. */
    private static final long IDLE = TimeUnit.MINUTES.toNanos(61);

    private static final long LONGEST_END = TimeUnit.SECONDS.toNanos(5);

    /** How many meters are looked at for one that can give way: those that a request uses now cannot. */
    private static final int TRIES = 16;

    private final Leases leases;
    private final TimeMeter time;
    private final int most;

    /** The longest unused one first. Guarded by itself, and only for a moment. */
    private final Map<Holder, Meter> meters = new LinkedHashMap<>(16, 0.75f, true);

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
     * @param refusable false if no limit refuses the request: it takes one of each limit that has one left
     * @throws SQLException where the database does not say whether there is a quota left
     */
    public Allowance take(Holder holder, TierSettings.Limits limits, boolean refusable) throws SQLException {
        while (true) {
            Meter meter = meter(holder);
            Allowance allowance = meter.take(limits, refusable);
            if (allowance != null) {
                return allowance;
            }
            forget(holder, meter);
        }
    }

    /** No two holders share one. If there are too many, the longest unused one gives way, and its holder has a full one again. */
    private Meter meter(Holder holder) {
        List<Meter> closed;
        Meter meter;
        synchronized (meters) {
            meter = meters.get(holder);
            if (meter != null) {
                return meter;
            }
            closed = meters.size() < most ? List.of() : remove(meters.size() - most + 1, 0, TRIES);
            meter = new Meter(holder, leases, time);
            meters.put(holder, meter);
        }
        closed.forEach(Meter::end);
        return meter;
    }

    /**
     * Closes and removes the longest unused meters; to be called under the lock.
     *
     * @param count at most
     * @param unused for how many nanoseconds at least
     * @param tries how many are looked at
     */
    private List<Meter> remove(int count, long unused, int tries) {
        List<Meter> removed = new ArrayList<>();
        Iterator<Meter> eldest = meters.values().iterator();
        for (int i = 0; i < tries && removed.size() < count && eldest.hasNext(); i++) {
            Meter meter = eldest.next();
            if (meter.closeIfUnused(unused)) {
                eldest.remove();
                removed.add(meter);
            }
        }
        return removed;
    }

    private void forget(Holder holder, Meter meter) {
        synchronized (meters) {
            meters.remove(holder, meter);
        }
    }

    /** Forgets the holders that have not asked for long: their buckets are full, and what they leased is given back. */
    void sweep() {
        List<Meter> closed;
        do {
            synchronized (meters) {
                closed = remove(TRIES, IDLE, TRIES);
            }
            closed.forEach(Meter::end);
        } while (!closed.isEmpty());
    }

    /**
     * Gives back what this node leased and did not use, so that a restart costs nobody a part of a quota. It takes no longer
     * than some seconds: a database that is away is not waited for by each.
     */
    public void end() {
        long start = time.currentTimeNanos();
        List<Meter> all;
        synchronized (meters) {
            all = List.copyOf(meters.values());
        }
        for (Meter meter : all) {
            if (time.currentTimeNanos() - start > LONGEST_END) {
                return;
            }
            meter.end();
        }
    }

    int size() {
        synchronized (meters) {
            return meters.size();
        }
    }
}
