package io.chatelaine.request;

import io.chatelaine.audit.AuditContext;
import io.chatelaine.config.Settings;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.restriction.Restrictions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Caller of management: the upper limit of the rights that it can grant, and the account that it works on. That is its
 * own account unless {@link #on} has set another one.
 *
 * @param settings the settings of the whole request
 */
public record Caller(
        String accountId,
        Environment environment,
        Scopes scopes,
        @Nullable Instant expiresAt,
        Restrictions restrictions,
        Settings settings,
        AuditContext context) {

    /** Returns this caller with another account to work on. The calling code checks that this is permitted. */
    public Caller on(String otherAccountId) {
        return new Caller(otherAccountId, environment, scopes, expiresAt, restrictions, settings, context);
    }

    /** @throws MissingScopeException if the caller lacks the scope */
    public void require(Scope scope) {
        if (!scopes.include(List.of(scope))) {
            throw MissingScopeException.call(scope);
        }
    }

    /** Returns whether the caller may see keys of an environment: a test key sees test keys only. */
    public boolean sees(Environment other) {
        return environment == Environment.LIVE || other == Environment.TEST;
    }

    /** Returns the earlier of a time and the caller's own expiry; null if it never expires. */
    public @Nullable Instant atMost(@Nullable Instant end) {
        return Expiries.isEarlier(expiresAt, end) ? expiresAt : end;
    }

    /**
     * Returns the intersection of the requested restrictions and the caller's own.
     *
     * @throws BeyondCallerException if the intersection is empty, or exceeds the maximum of entries in a list
     */
    public Restrictions atMost(Restrictions asked) {
        Restrictions both = asked.meet(restrictions);
        if (both == null) {
            throw new BeyondCallerException(
                    "Your key is restricted, and its restrictions and the requested ones have nothing in common,"
                            + " or more than " + Restrictions.MOST + " entries in a list.");
        }
        return both;
    }
}
