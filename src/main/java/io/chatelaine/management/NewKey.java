package io.chatelaine.management;

import io.chatelaine.key.Environment;
import io.chatelaine.key.Scopes;
import io.chatelaine.request.Caller;
import io.chatelaine.restriction.Restrictions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made: everything valid and within the caller's own rights.
 *
 * @param repeatable whether the request for it may be sent again, so that its first use is to be noticed
 * @param replaces the id of the key whose place it takes
 * @param lineage the id of the first key of that chain
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
    /** One that is not restricted, for whoever is not either. */
    public NewKey(
            String name, Environment environment, @Nullable String tier, Scopes scopes, @Nullable Instant expiresAt) {
        this(name, environment, tier, scopes, expiresAt, Restrictions.NONE, false, null, null);
    }

    NewKey repeatably() {
        return new NewKey(name, environment, tier, scopes, expiresAt, restrictions, true, replaces, lineage);
    }

    /** One of the same rights and the same end, as far as the caller may give it that. */
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
