package io.chatelaine.verification;

import io.chatelaine.key.Environment;
import io.chatelaine.key.Scopes;
import io.chatelaine.restriction.Restrictions;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key and its account, as the database returned them for this request.
 *
 * @param lineage the id of the first key in its chain of rotations
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

    /** Returns when a rotated key expires; null if the key has not been rotated. */
    public @Nullable Instant sunset() {
        return rotated ? expiresAt : null;
    }
}
