package io.chatelaine.management;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.change.AdminKeyGuard;
import io.chatelaine.change.Change;
import io.chatelaine.change.ChangeTurns;
import io.chatelaine.change.ConcurrentChangeException;
import io.chatelaine.key.KeyFormat;
import io.chatelaine.key.KeyStatus;
import io.chatelaine.key.Scope;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.Expiries;
import io.chatelaine.request.MissingScopeException;
import io.chatelaine.request.NotFoundException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Replacement of a key by a new one, in one transaction. The old key stays valid until the end of the grace, so that
 * its clients can change over without an outage. A rotated key cannot manage keys.
 */
@Singleton
public class KeyRotation {
    private final EntityManager entities;
    private final ChangeTurns turns;
    private final KeyQueries queries;
    private final AdminKeyGuard adminKeyGuard;
    private final KeyIssue keyIssue;

    @Inject
    public KeyRotation(
            EntityManager entities,
            ChangeTurns turns,
            KeyQueries queries,
            AdminKeyGuard adminKeyGuard,
            KeyIssue keyIssue) {
        this.entities = entities;
        this.turns = turns;
        this.queries = queries;
        this.adminKeyGuard = adminKeyGuard;
        this.keyIssue = keyIssue;
    }

    /**
     * Issues a key with the same rights as the old one, which ends after the grace.
     *
     * @throws NotFoundException if the caller cannot see the key
     * @throws ConflictException if the key is not active, or has been rotated
     * @throws MissingScopeException if the caller lacks a scope of the key
     */
    IssuedKey rotate(String keyId, Duration grace, KeyFormat format, Caller caller) {
        return turns.taking(
                caller,
                Scope.KEYS_WRITE,
                Set.of(),
                change -> rotate(change, queries.lock(keyId, caller), grace, format, caller));
    }

    private IssuedKey rotate(Change change, ApiKey key, Duration grace, KeyFormat format, Caller caller) {
        Instant now = change.now();
        requireActive(key, now);
        if (!caller.scopes().include(key.scopes().list())) {
            throw new MissingScopeException(key.scopes());
        }
        IssuedKey issued = keyIssue.issue(change, NewKey.inPlaceOf(key, caller), format, key.accountId());
        if (key.admin()) {
            adminKeyGuard.requireOneLeft(change, admin -> admin.id().equals(key.id()));
        }
        end(key, now, now.plus(grace));
        change.audit(key.accountId(), AuditAction.KEY_ROTATED, key.id());
        change.invalidate(List.of(key.id()));
        return issued;
    }

    private static void requireActive(ApiKey key, Instant now) {
        if (key.rotatedAt() != null) {
            throw ConflictException.rotated();
        }
        if (key.status(now) != KeyStatus.ACTIVE) {
            throw ConflictException.notActive(key.status(now));
        }
    }

    /** Sets the end of the old key: the end of the grace, or its own expiry if earlier. */
    private void end(ApiKey key, Instant now, Instant graceful) {
        Instant end = Expiries.isEarlier(key.expiresAt(), graceful) ? key.expiresAt() : graceful;
        int ended = entities.createQuery("UPDATE ApiKey k SET k.rotatedAt = :now, k.expiresAt = :end"
                        + " WHERE k.id = :id AND k.revokedAt IS NULL AND k.rotatedAt IS NULL")
                .setParameter("now", now)
                .setParameter("end", end)
                .setParameter("id", key.id())
                .executeUpdate();
        ConcurrentChangeException.requireRows(1, ended);
    }
}
