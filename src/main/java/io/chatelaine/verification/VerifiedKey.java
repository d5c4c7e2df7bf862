package io.chatelaine.verification;

import io.chatelaine.key.Environment;
import io.chatelaine.key.Restrictions;
import io.chatelaine.key.Scopes;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key that was good when the database was asked a moment ago, and whose it is. */
public record VerifiedKey(
        String keyId,
        String keyName,
        Environment environment,
        @Nullable String tier,
        Scopes scopes,
        Restrictions restrictions,
        @Nullable Instant expiresAt,
        boolean rotated,
        String accountId,
        String accountSlug,
        String accountName)
        implements Serializable {
    private static final long serialVersionUID = 3L;

    /** When it ends because another key has taken its place; null where none has. */
    public @Nullable Instant sunset() {
        return rotated ? expiresAt : null;
    }
}
