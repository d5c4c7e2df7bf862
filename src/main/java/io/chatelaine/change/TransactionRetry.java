package io.chatelaine.change;

import io.chatelaine.request.BusyException;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Retry of a transaction, for up to 20 seconds. It applies if the database rolled the transaction back to end a
 * deadlock or a lock wait, or if another change came first. The wait before each run is random: below 5 milliseconds at
 * first, then twice the bound each time, up to 200 milliseconds. No connection is held during the wait. A transaction
 * whose outcome is unknown is never run again.
 */
public final class TransactionRetry {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(20);
    private static final long FIRST_WAIT = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(200);
    private static final String SERIALIZATION_FAILURE = "40001";
    /**
     * Error codes of a rollback. MySQL: ER_LOCK_WAIT_TIMEOUT, ER_LOCK_DEADLOCK and ER_QUERY_TIMEOUT. The last one ends
     * a locking read before InnoDB does, because InnoDB checks its lock waits once a second. H2: LOCK_TIMEOUT_1,
     * DEADLOCK_1, CONCURRENT_UPDATE_1.
     */
    private static final Set<Integer> UNDONE = Set.of(1205, 1213, 3024, 50200, 40001, 90131);

    private TransactionRetry() {}

    /** Runs a transaction with these locks. Adds {@link Lock#ADMIN_KEYS} once a run needs it. */
    static <T> T with(Set<Lock> locks, Function<Set<Lock>, T> transaction) {
        long start = System.nanoTime();
        long wait = FIRST_WAIT;
        Set<Lock> held = locks;
        while (true) {
            try {
                return transaction.apply(held);
            } catch (RuntimeException e) {
                if (needsAdminKeysLock(e)) {
                    held = union(held);
                    continue;
                }
                if (!isUndone(e)) {
                    throw e;
                }
                if (System.nanoTime() - start > LIMIT) {
                    throw e instanceof ConcurrentChangeException ? new BusyException() : e;
                }
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(wait));
            wait = Math.min(2 * wait, LONGEST_WAIT);
        }
    }

    private static Set<Lock> union(Set<Lock> locks) {
        Set<Lock> all = EnumSet.of(Lock.ADMIN_KEYS);
        all.addAll(locks);
        return all;
    }

    private static boolean needsAdminKeysLock(RuntimeException thrown) {
        return thrown instanceof ConcurrentChangeException e && e.needsAdminKeysLock();
    }

    private static boolean isUndone(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrentChangeException) {
                return true;
            }
            if (cause instanceof SQLException e
                    && (SERIALIZATION_FAILURE.equals(e.getSQLState()) || UNDONE.contains(e.getErrorCode()))) {
                return true;
            }
        }
        return false;
    }
}
