package io.chatelaine.management;

import java.time.Instant;

/** A key that is revoked for good, and since when by the database's clock; asking again gives the same. */
public record RevokedKey(String id, Instant revokedAt) {}
