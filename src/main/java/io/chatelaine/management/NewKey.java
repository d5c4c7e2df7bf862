package io.chatelaine.management;

import io.chatelaine.key.Environment;
import io.chatelaine.key.Scopes;
import io.chatelaine.request.Caller;
import io.chatelaine.restriction.Restrictions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Validated key to issue, within the caller's own rights.
 *
 * @param repeatable whether the client may repeat the request, so that the first use of the key is recorded
 * @param replaces the id of the key that it replaces; null if none
 * @param lineage the id of the first key in the chain of rotations; null if it starts one
 */
public record NewKey(
        String name,
        Environment environment,
        @Nullable String tier,
        Scopes scopes,
        @Nullable Instant expiresAt,
        Restrictions restrictions,
        boolean repeatable,
        @Nullable String replaces,
        @Nullable String lineage) {
    /** Creates one without restrictions, for a caller without restrictions. */
    public NewKey(
            String name, Environment environment, @Nullable String tier, Scopes scopes, @Nullable Instant expiresAt) {
        this(name, environment, tier, scopes, expiresAt, Restrictions.NONE, false, null, null);
    }

    NewKey repeatably() {
        return new NewKey(name, environment, tier, scopes, expiresAt, restrictions, true, replaces, lineage);
    }

    /** Returns a replacement with the rights and the expiry of a key, limited by the caller's own. */
    static NewKey inPlaceOf(ApiKey key, Caller caller) {
        return new NewKey(
                key.name(),
                key.environment(),
                key.tier(),
                key.scopes(),
                caller.atMost(key.expiresAt()),
                caller.atMost(key.restrictions()),
                false,
                key.id(),
                key.lineage());
    }
}
