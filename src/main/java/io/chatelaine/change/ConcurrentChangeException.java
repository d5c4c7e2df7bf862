package io.chatelaine.change;

import jakarta.ejb.ApplicationException;

/** Another transaction was first: this one is rolled back, and run again by {@link TransactionRetry}. */
@ApplicationException(rollback = true)
public final class ConcurrentChangeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean adminKeys;

    private ConcurrentChangeException(String message, boolean adminKeys) {
        super(message);
        this.adminKeys = adminKeys;
    }

    static ConcurrentChangeException withoutAdminKeysLock() {
        return new ConcurrentChangeException(
                "The change concerns an admin key and does not hold the lock for them", true);
    }

    /** Whether the next run needs {@link Lock#ADMIN_KEYS}. */
    boolean needsAdminKeysLock() {
        return adminKeys;
    }

    /**
     * Checks how many rows a conditional statement has touched.
     *
     * @throws ConcurrentChangeException if it has touched fewer or more than expected
     */
    public static void requireRows(int expected, int touched) {
        if (touched != expected) {
            throw new ConcurrentChangeException(touched + " rows were changed, not " + expected, false);
        }
    }
}
