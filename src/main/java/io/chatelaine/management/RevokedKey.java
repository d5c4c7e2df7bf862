package io.chatelaine.management;

import java.time.Instant;

/** Key that is revoked for good, with the time by the database's clock. A repeated revoke returns the same time. */
public record RevokedKey(String id, Instant revokedAt) {}
