package io.chatelaine.security;

import io.chatelaine.key.Scope;
import io.chatelaine.verification.VerifiedKey;
import java.util.Collection;
import java.util.Set;

/**
 * Role names for {@code @RolesAllowed}: the scopes of a key, {@link #KEY}, {@code env:live} or {@code env:test}, and
 * {@code tier:NAME} if the key has a tier.
 */
public final class Roles {
    /** The role of every verified key. */
    public static final String KEY = "key";

    public static final String KEYS_READ = "keys:read";
    public static final String KEYS_WRITE = "keys:write";
    public static final String AUDIT_READ = "audit:read";
    public static final String ADMIN = "admin";
    public static final String METRICS_READ = "metrics:read";

    private static final String ENVIRONMENT = "env:";
    private static final String TIER = "tier:";

    private Roles() {}

    /**
     * Returns the roles of a key.
     *
     * @param everyScope all configured scopes, for keys that hold all of them
     */
    static Set<String> of(VerifiedKey key, Collection<Scope> everyScope) {
        Set<String> roles = key.scopes().roles(everyScope);
        // An old key may hold a scope with this prefix. It must not give another environment or tier.
        roles.removeIf(role -> role.startsWith(ENVIRONMENT) || role.startsWith(TIER));
        roles.add(KEY);
        roles.add(ENVIRONMENT + key.environment().text());
        if (key.tier() != null) {
            roles.add(TIER + key.tier());
        }
        return roles;
    }
}
