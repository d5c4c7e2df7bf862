package io.chatelaine.management;

import io.chatelaine.key.Environment;
import io.chatelaine.key.Scopes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made: everything valid and within the caller's own rights.
 *
 * @param repeatable whether the request for it may be sent again, so that its first use is to be noticed
 */
record NewKey(
        String name,
        Environment environment,
        @Nullable String tier,
        Scopes scopes,
        @Nullable Instant expiresAt,
        boolean repeatable) {
    NewKey(String name, Environment environment, @Nullable String tier, Scopes scopes, @Nullable Instant expiresAt) {
        this(name, environment, tier, scopes, expiresAt, false);
    }

    NewKey repeatably() {
        return new NewKey(name, environment, tier, scopes, expiresAt, true);
    }
}
