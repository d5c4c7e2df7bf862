package io.chatelaine.change;

/** Locks that a change takes before the row of its caller, in this order. */
public enum Lock {
    /**
     * The row {@code installation}. Changes that take rights from keys of scope {@code admin} wait for each other, so that
     * one such key remains. A change that finds out late that it needs this lock is run again with it.
     */
    ADMIN_KEYS,

    /** The row of the account that the change works on, so that its keys are counted one change at a time. */
    ACCOUNT
}
