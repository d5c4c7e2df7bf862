package io.chatelaine.management;

import java.time.Instant;

/** @param now the database's time that the key's state holds for */
public record FoundKey(ApiKey key, Instant now) {}
