package io.chatelaine.usage;

import java.time.Instant;

/** The number of requests with a key that had one outcome in one hour, on all nodes. */
public record HourCount(Instant hour, String outcome, long count) {}
