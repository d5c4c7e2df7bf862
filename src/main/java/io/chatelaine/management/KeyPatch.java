package io.chatelaine.management;

import io.chatelaine.key.Scopes;
import io.chatelaine.restriction.RestrictionsPatch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Validated partial update of a key; null means unchanged. */
record KeyPatch(
        @Nullable String name,
        @Nullable Scopes scopes,
        @Nullable Boolean enabled,
        boolean expiry,
        @Nullable Instant expiresAt,
        @Nullable RestrictionsPatch restrictions) {}
