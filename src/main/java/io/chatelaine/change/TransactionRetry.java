package io.chatelaine.change;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a transaction again, for up to 20 seconds, where the database itself undid it to end a deadlock or a wait for a
 * lock: the database is told to wait for a second only, so that who waits holds no connection. It is safe as all of it was
 * undone; a transaction whose end is not known is never run again.
 */
public final class TransactionRetry {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(20);
    private static final String SERIALIZATION_FAILURE = "40001";
    /** MySQL: ER_LOCK_WAIT_TIMEOUT, ER_LOCK_DEADLOCK; H2: LOCK_TIMEOUT_1, DEADLOCK_1, CONCURRENT_UPDATE_1. */
    private static final Set<Integer> UNDONE = Set.of(1205, 1213, 50200, 40001, 90131);

    private TransactionRetry() {}

    public static <T> T with(Supplier<T> transaction) {
        long start = System.nanoTime();
        while (true) {
            try {
                return transaction.get();
            } catch (RuntimeException e) {
                if (!isUndone(e) || System.nanoTime() - start > LIMIT) {
                    throw e;
                }
            }
        }
    }

    private static boolean isUndone(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e
                    && (SERIALIZATION_FAILURE.equals(e.getSQLState()) || UNDONE.contains(e.getErrorCode()))) {
                return true;
            }
        }
        return false;
    }
}
