package io.chatelaine.management;

import io.chatelaine.change.Origin;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scopes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who calls management: the rights that nothing it does may exceed, and the account that it never leaves. */
public record Caller(
        String accountId,
        Environment environment,
        Scopes scopes,
        @Nullable Instant expiresAt,
        Origin origin) {

    /** Whether the caller may see a key of that environment: a test key sees test keys only. */
    boolean sees(Environment other) {
        return environment == Environment.LIVE || other == Environment.TEST;
    }
}
