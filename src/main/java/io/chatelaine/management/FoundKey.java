package io.chatelaine.management;

import java.time.Instant;

/** @param now the database's time at which the key has its state */
public record FoundKey(ApiKey key, Instant now) {}
