package io.chatelaine.change;

/** Locks that a change takes before the row of its caller, in this order. */
public enum Lock {
    /**
     * The row {@code installation}. It serializes changes that take rights from keys of scope {@code admin}, so that
     * one such key remains. A change that needs this lock and does not hold it is run again with it.
     */
    ADMIN_KEYS,

    /** The row of the account of the change, so that one change at a time counts its keys. */
    ACCOUNT
}
