package io.chatelaine.quota;

/**
 * A part of a quota that this node may admit until the window ends.
 *
 * @param start start of the window, in seconds since 1970 by the database's clock
 * @param tokens number of requests; 0 if none were left
 * @param unleased number of requests left for other leases in the same window
 * @param endsAt end by this node's {@code nanoTime}, not later than the end of the window
 */
record QuotaLease(long start, long tokens, long unleased, long endsAt) {}
