package io.chatelaine.change;

import jakarta.ejb.ApplicationException;

/** Conflict with another transaction: this one is rolled back, and {@link TransactionRetry} runs it again. */
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
                "The change affects an admin key and does not hold the lock ADMIN_KEYS", true);
    }

    /** Returns whether the next run needs {@link Lock#ADMIN_KEYS}. */
    boolean needsAdminKeysLock() {
        return adminKeys;
    }

    /**
     * Checks the number of rows that a conditional statement changed.
     *
     * @throws ConcurrentChangeException if the number is not the expected one
     */
    public static void requireRows(int expected, int touched) {
        if (touched != expected) {
            throw new ConcurrentChangeException(touched + " rows were changed, not " + expected, false);
        }
    }
}
