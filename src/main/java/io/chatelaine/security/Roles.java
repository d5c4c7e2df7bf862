package io.chatelaine.security;

import io.chatelaine.key.Scope;
import io.chatelaine.verification.VerifiedKey;
import java.util.Collection;
import java.util.Set;

/**
 * The names that {@code @RolesAllowed} uses: the scopes of a key, and what it is by itself: {@link #KEY}, {@code env:live}
 * or {@code env:test}, and {@code tier:NAME} where it has one.
 */
public final class Roles {
    /** Every verified key has it. */
    public static final String KEY = "key";

    public static final String KEYS_READ = "keys:read";
    public static final String KEYS_WRITE = "keys:write";
    public static final String AUDIT_READ = "audit:read";
    public static final String ADMIN = "admin";
    public static final String METRICS_READ = "metrics:read";

    private static final String ENVIRONMENT = "env:";
    private static final String TIER = "tier:";

    private Roles() {}

    /** @param everyScope that there is, for keys that have all */
    static Set<String> of(VerifiedKey key, Collection<Scope> everyScope) {
        Set<String> roles = key.scopes().roles(everyScope);
        // A scope of such a name may be left from a time when it was allowed: it makes no key what it is not.
        roles.removeIf(role -> role.startsWith(ENVIRONMENT) || role.startsWith(TIER));
        roles.add(KEY);
        roles.add(ENVIRONMENT + key.environment().text());
        if (key.tier() != null) {
            roles.add(TIER + key.tier());
        }
        return roles;
    }
}
