package io.chatelaine.management;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.change.AdminKeyGuard;
import io.chatelaine.change.ChangeClock;
import io.chatelaine.change.ChangeRecorder;
import io.chatelaine.database.DatabaseTime;
import io.chatelaine.database.Sql;
import io.chatelaine.key.KeyFormat;
import io.chatelaine.key.KeyStatus;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.Expiries;
import io.chatelaine.request.MissingScopeException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Another key in the place of one, in the caller's transaction. The old one goes on until its grace is over, so that its
 * users can be moved without an outage, and manages nothing meanwhile.
 */
@Singleton
public class KeyRotation {
    private final EntityManager entities;
    private final ChangeRecorder changes;
    private final ChangeClock clock;
    private final AdminKeyGuard adminKeyGuard;
    private final KeyIssue keyIssue;

    @Inject
    public KeyRotation(
            EntityManager entities,
            ChangeRecorder changes,
            ChangeClock clock,
            AdminKeyGuard adminKeyGuard,
            KeyIssue keyIssue) {
        this.entities = entities;
        this.changes = changes;
        this.clock = clock;
        this.adminKeyGuard = adminKeyGuard;
        this.keyIssue = keyIssue;
    }

    IssuedKey rotate(ApiKey key, Duration grace, KeyFormat format, Caller caller) {
        Instant now = clock.now();
        requireActive(key, now);
        if (!caller.scopes().include(key.scopes().list())) {
            throw new MissingScopeException(key.scopes());
        }
        IssuedKey issued = keyIssue.issue(NewKey.inPlaceOf(key, caller), format, key.accountId(), caller.context());
        adminKeyGuard.requireOneLeft(admin -> admin.id().equals(key.id()));
        end(key, now, now.plus(grace));
        changes.record(caller.context(), key.accountId(), AuditAction.KEY_ROTATED, key.id());
        changes.narrowed(List.of(key.id()));
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

    /** No later than it would have ended anyway. */
    private void end(ApiKey key, Instant now, Instant graceful) {
        Instant end = Expiries.isEarlier(key.expiresAt(), graceful) ? key.expiresAt() : graceful;
        int ended = entities.createNativeQuery("UPDATE api_key SET rotated_at = ?1, expires_at = ?2"
                        + " WHERE id = ?3 AND revoked_at IS NULL AND rotated_at IS NULL")
                .setParameter(1, DatabaseTime.of(now))
                .setParameter(2, end == null ? null : DatabaseTime.of(end))
                .setParameter(3, key.id())
                .executeUpdate();
        Sql.requireRows(1, ended);
    }
}
