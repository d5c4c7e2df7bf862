package io.chatelaine.management;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.change.AdminKeyGuard;
import io.chatelaine.change.ChangeRecorder;
import io.chatelaine.change.IdempotencyAttempt;
import io.chatelaine.change.IdempotencyKey;
import io.chatelaine.change.IdempotencyStore;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.key.KeyFormat;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.InvalidRequestException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The making of a key by a request that may be sent again. The key itself is not kept, so that it cannot be shown twice:
 * the second request gets another key, and the first one is void if nobody has used it. One transaction to say that a try
 * runs, one to make the key.
 */
@Stateless
public class IdempotentIssue {
    @Inject
    EntityManager entities;

    @Inject
    DatabaseClock clock;

    @Inject
    ChangeRecorder changes;

    @Inject
    AdminKeyGuard adminKeyGuard;

    @Inject
    KeyCallerRecheck callerRecheck;

    @Inject
    IdempotencyStore attempts;

    @Inject
    KeyCount keyCount;

    @Inject
    KeyIssue keyIssue;

    /**
     * Puts a try on record.
     *
     * @throws InvalidRequestException where the same Idempotency-Key came with another request
     * @throws ConflictException where another try is running
     */
    @RolesAllowed("keys:write")
    public IdempotencyAttempt begin(IdempotencyKey key, Caller caller) {
        return attempts.begin(key, caller);
    }

    /**
     * Makes the key, and voids the one of an earlier try.
     *
     * @throws ConflictException where that one is used or revoked already
     */
    @RolesAllowed("keys:write")
    public IssuedKey issue(NewKey asked, KeyFormat format, Caller caller, IdempotencyAttempt attempt) {
        @Nullable String made = attempt.made();
        if (made != null) {
            adminKeyGuard.lock();
        }
        keyCount.lock(caller.accountId());
        callerRecheck.require(caller);
        List<AdminKeyGuard.Active> admins = made == null ? List.of() : adminKeyGuard.active();
        if (made != null) {
            voidUnused(made, caller);
        }
        keyCount.requireRoom(caller.accountId());
        IssuedKey issued = keyIssue.issue(asked.repeatably(), format, caller.accountId(), caller.context());
        attempts.complete(attempt, issued.key().id());
        if (made != null) {
            // The one in its place may have an end or restrictions: the caller's, which it may have been given
            // meanwhile.
            adminKeyGuard.requireOneLeft(admins, admin -> admin.id().equals(made));
            changes.narrowed(List.of(made));
        }
        return issued;
    }

    private void voidUnused(String keyId, Caller caller) {
        int voided = entities.createNativeQuery("UPDATE api_key SET revoked_at = " + clock.sql()
                        + " WHERE id = ?1 AND first_use_awaited = TRUE AND revoked_at IS NULL")
                .setParameter(1, keyId)
                .executeUpdate();
        if (voided != 1) {
            throw ConflictException.alreadyUsed();
        }
        changes.record(caller.context(), caller.accountId(), AuditAction.KEY_VOIDED, keyId);
    }

    /** Gives a try up that came to nothing, so that the next need not wait. */
    @RolesAllowed("keys:write")
    public void abandon(IdempotencyAttempt attempt) {
        attempts.abandon(attempt);
    }
}
