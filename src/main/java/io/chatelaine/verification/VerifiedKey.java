package io.chatelaine.verification;

import io.chatelaine.key.Environment;
import io.chatelaine.key.Scopes;
import io.chatelaine.restriction.Restrictions;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that was good when the database was asked a moment ago, and whose it is.
 *
 * @param lineage the id of the first key of the chain of rotations that it stands in
 */
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
        String accountName,
        String lineage)
        implements Serializable {
    private static final long serialVersionUID = 3L;

    VerifiedKey ofTier(@Nullable String other) {
        return new VerifiedKey(
                keyId,
                keyName,
                environment,
                other,
                scopes,
                restrictions,
                expiresAt,
                rotated,
                accountId,
                accountSlug,
                accountName,
                lineage);
    }

    /** When it ends because another key has taken its place; null where none has. */
    public @Nullable Instant sunset() {
        return rotated ? expiresAt : null;
    }
}
