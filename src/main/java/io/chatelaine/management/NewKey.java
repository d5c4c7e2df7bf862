package io.chatelaine.management;

import io.chatelaine.key.Environment;
import io.chatelaine.key.Scopes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key to be made: everything valid and within the caller's own rights. */
record NewKey(
        String name,
        Environment environment,
        @Nullable String tier,
        Scopes scopes,
        @Nullable Instant expiresAt) {}
