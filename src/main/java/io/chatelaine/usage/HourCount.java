package io.chatelaine.usage;

import java.time.Instant;

/** How many requests with a key came to an outcome in an hour, on all nodes. */
public record HourCount(Instant hour, String outcome, long count) {}
