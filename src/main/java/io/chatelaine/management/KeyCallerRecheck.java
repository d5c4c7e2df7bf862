package io.chatelaine.management;

import io.chatelaine.audit.Actor;
import io.chatelaine.audit.Actor.Kind;
import io.chatelaine.change.CallerRecheck;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.database.DatabaseTime;
import io.chatelaine.key.KeyStatus;
import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Recheck of a caller that is a key. */
@Singleton
public class KeyCallerRecheck implements CallerRecheck {
    private final EntityManager entities;
    private final DatabaseClock clock;

    @Inject
    public KeyCallerRecheck(EntityManager entities, DatabaseClock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    @Override
    public Instant require(Caller caller) {
        Actor actor = caller.context().actor();
        ApiKey key =
                actor.is(Kind.KEY) ? entities.find(ApiKey.class, actor.id(), LockModeType.PESSIMISTIC_WRITE) : null;
        if (key == null) {
            throw ConflictException.callerChanged();
        }
        Instant now = timeIfEnabled(key.accountId());
        if (key.status(now) != KeyStatus.ACTIVE || !hasRightsOf(caller, key)) {
            throw ConflictException.callerChanged();
        }
        if (key.rotatedAt() != null) {
            throw new BeyondCallerException(
                    "This key has been rotated and can no longer manage keys. Use its replacement.");
        }
        return now;
    }

    /**
     * Reads the time after the lock: the statement that locks would return the time before its wait. Reads it as text,
     * because EclipseLink would read a time in the zone of the JVM.
     */
    private Instant timeIfEnabled(String accountId) {
        List<?> times = entities.createNativeQuery(
                        "SELECT CONCAT(" + clock.sql() + ", '') FROM account WHERE id = ?1 AND enabled = TRUE")
                .setParameter(1, accountId)
                .getResultList();
        if (times.isEmpty()) {
            throw ConflictException.callerChanged();
        }
        return DatabaseTime.parse((String) times.get(0));
    }

    private static boolean hasRightsOf(Caller caller, ApiKey key) {
        return key.scopes().equals(caller.scopes())
                && Objects.equals(key.expiresAt(), caller.expiresAt())
                && key.restrictions().equals(caller.restrictions());
    }
}
