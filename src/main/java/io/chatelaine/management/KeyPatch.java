package io.chatelaine.management;

import io.chatelaine.key.Scopes;
import io.chatelaine.restriction.RestrictionsPatch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is to become of some members of a key: everything valid; null is what stays as it is. */
record KeyPatch(
        @Nullable String name,
        @Nullable Scopes scopes,
        @Nullable Boolean enabled,
        boolean expiry,
        @Nullable Instant expiresAt,
        @Nullable RestrictionsPatch restrictions) {}
