package io.chatelaine.quota;

/**
 * A part of a quota that is this node's to give out, for the rest of a window.
 *
 * @param start of the window, in seconds since 1970 by the database's clock
 * @param tokens how many requests; 0 where none were left
 * @param unleased what was left for other leases in the same window
 * @param endsAt by the node's own nanoseconds, no later than the window ends
 */
record QuotaLease(long start, long tokens, long unleased, long endsAt) {}
