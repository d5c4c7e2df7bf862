package io.chatelaine.change;

import io.chatelaine.request.BusyException;
import io.chatelaine.request.TooManyChangesException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns of one account, kept while it has a running change. */
final class AccountTurns {
    /** Maximum of waiting changes that take rights away. */
    static final int QUEUE = 32;

    private final int most;
    private final Semaphore gives;
    private final Turns takes;
    private final AtomicInteger inLine = new AtomicInteger();
    /** Guarded by the entry of the map that contains this object. */
    private int users;

    AccountTurns(int most) {
        this.most = most;
        this.gives = new Semaphore(most);
        this.takes = new Turns(most);
    }

    AccountTurns entered() {
        users++;
        return this;
    }

    /** Returns null after the last user has left. */
    @Nullable AccountTurns left() {
        users--;
        return users == 0 ? null : this;
    }

    <T> T give(Supplier<T> change) {
        if (!gives.tryAcquire()) {
            throw new TooManyChangesException(most);
        }
        try {
            return change.get();
        } finally {
            gives.release();
        }
    }

    <T> T take(Supplier<T> change) {
        if (inLine.incrementAndGet() > most + QUEUE) {
            inLine.decrementAndGet();
            throw new BusyException();
        }
        try {
            return takes.run(change);
        } finally {
            inLine.decrementAndGet();
        }
    }
}
