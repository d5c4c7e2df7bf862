package io.chatelaine.management;

import io.chatelaine.account.Account;
import io.chatelaine.change.CallerRecheck;
import io.chatelaine.change.ChangeClock;
import io.chatelaine.key.KeyStatus;
import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether the key that calls is still what it was when it was let in; in the caller's transaction. Its row stays locked
 * until the end of that, so that of a change by a key and a change of that key one sees the other: a key that is being
 * revoked makes nothing that the revoke does not know of.
 */
@Singleton
public class KeyCallerRecheck implements CallerRecheck {
    private final EntityManager entities;
    private final ChangeClock clock;

    @Inject
    public KeyCallerRecheck(EntityManager entities, ChangeClock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    @Override
    public void require(Caller caller) {
        ApiKey key = entities.find(ApiKey.class, caller.context().actor(), LockModeType.PESSIMISTIC_WRITE);
        if (key == null || !isGood(key) || !hasRightsOf(caller, key)) {
            throw ConflictException.callerChanged();
        }
        if (key.rotatedAt() != null) {
            throw new BeyondCallerException("This key has been rotated: it manages nothing any more. Use the new one.");
        }
    }

    private boolean isGood(ApiKey key) {
        @Nullable Account account = entities.find(Account.class, key.accountId());
        return key.status(clock.now()) == KeyStatus.ACTIVE && account != null && account.enabled();
    }

    private static boolean hasRightsOf(Caller caller, ApiKey key) {
        return key.scopes().equals(caller.scopes())
                && Objects.equals(key.expiresAt(), caller.expiresAt())
                && key.restrictions().equals(caller.restrictions());
    }
}
