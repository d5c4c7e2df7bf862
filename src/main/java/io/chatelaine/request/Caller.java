package io.chatelaine.request;

import io.chatelaine.audit.AuditContext;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.restriction.Restrictions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who calls management: the rights that nothing it does may exceed, and the account that it is about: its own, unless
 * {@link #on} says otherwise.
 */
public record Caller(
        String accountId,
        Environment environment,
        Scopes scopes,
        @Nullable Instant expiresAt,
        Restrictions restrictions,
        AuditContext context) {

    /** The same caller at work on another account; it is for those who may let it to see to that it may. */
    public Caller on(String otherAccountId) {
        return new Caller(otherAccountId, environment, scopes, expiresAt, restrictions, context);
    }

    /** @throws MissingScopeException if the caller has not that scope */
    public void require(Scope scope) {
        if (!scopes.include(List.of(scope))) {
            throw MissingScopeException.call(scope);
        }
    }

    /** Whether the caller may see a key of that environment: a test key sees test keys only. */
    public boolean sees(Environment other) {
        return environment == Environment.LIVE || other == Environment.TEST;
    }

    /** The earlier of a time and the caller's own end; null is never. */
    public @Nullable Instant atMost(@Nullable Instant end) {
        return Expiries.isEarlier(expiresAt, end) ? expiresAt : end;
    }

    /**
     * Those restrictions and the caller's own together.
     *
     * @throws BeyondCallerException where nothing is left that both allow
     */
    public Restrictions atMost(Restrictions asked) {
        Restrictions both = asked.meet(restrictions);
        if (both == null) {
            throw new BeyondCallerException(
                    "The key that asks is restricted itself, and nothing is left that both restrictions allow"
                            + " (or more than " + Restrictions.MOST + " entries of a list).");
        }
        return both;
    }
}
