package io.chatelaine.change;

import io.chatelaine.request.BusyException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Bound on concurrent work. Work that waits for its turn runs in the order of arrival. */
final class Turns {
    private static final long MOST_SECONDS = 10;

    private final Permits permits;
    private volatile int most;

    private static final class Permits extends Semaphore {
        private static final long serialVersionUID = 1L;

        Permits(int most) {
            super(most, true);
        }

        /** Takes permits that may be in use: the next ones that are released stay away. */
        void reduce(int by) {
            reducePermits(by);
        }
    }

    Turns(int most) {
        this.most = most;
        this.permits = new Permits(most);
    }

    /** Sets the bound. Running work ends in its own time. */
    void bound(int newMost) {
        if (newMost != most) {
            resize(newMost);
        }
    }

    private synchronized void resize(int newMost) {
        if (newMost > most) {
            permits.release(newMost - most);
        } else {
            permits.reduce(most - newMost);
        }
        most = newMost;
    }

    /** @throws BusyException if no turn is free within ten seconds */
    <T> T run(Supplier<T> work) {
        acquire();
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new BusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException();
        }
    }
}
