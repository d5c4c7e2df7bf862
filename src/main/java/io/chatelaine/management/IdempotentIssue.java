package io.chatelaine.management;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.change.AdminKeyGuard;
import io.chatelaine.change.Change;
import io.chatelaine.change.ChangeTurns;
import io.chatelaine.change.IdempotencyAttempt;
import io.chatelaine.change.IdempotencyKey;
import io.chatelaine.change.IdempotencyStore;
import io.chatelaine.change.Lock;
import io.chatelaine.key.KeyFormat;
import io.chatelaine.key.Scope;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.InvalidRequestException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Issue of a key for a request that a client may repeat. The plaintext key is not stored, so no second response can
 * show it: a repeated request gets another key, and the first one is void unless it has been used. One transaction
 * records the attempt, and another one issues the key.
 */
@Singleton
public class IdempotentIssue {
    private final EntityManager entities;
    private final ChangeTurns turns;
    private final AdminKeyGuard adminKeyGuard;
    private final IdempotencyStore attempts;
    private final KeyCount keyCount;
    private final KeyIssue keyIssue;

    @Inject
    public IdempotentIssue(
            EntityManager entities,
            ChangeTurns turns,
            AdminKeyGuard adminKeyGuard,
            IdempotencyStore attempts,
            KeyCount keyCount,
            KeyIssue keyIssue) {
        this.entities = entities;
        this.turns = turns;
        this.adminKeyGuard = adminKeyGuard;
        this.attempts = attempts;
        this.keyCount = keyCount;
        this.keyIssue = keyIssue;
    }

    /**
     * Records an attempt.
     *
     * @throws InvalidRequestException if the same Idempotency-Key came with another request
     * @throws ConflictException if another attempt is running
     */
    IdempotencyAttempt begin(IdempotencyKey key, Caller caller) {
        return turns.giving(caller, Scope.KEYS_WRITE, Set.of(), change -> attempts.begin(change, key, caller));
    }

    /**
     * Issues the key, and voids the key of an earlier attempt.
     *
     * @throws ConflictException if that key has been used or revoked
     */
    IssuedKey issue(NewKey asked, KeyFormat format, Caller caller, IdempotencyAttempt attempt) {
        Set<Lock> locks = EnumSet.noneOf(Lock.class);
        locks.addAll(keyCount.locks(caller));
        if (attempt.made() != null) {
            locks.add(Lock.ADMIN_KEYS);
        }
        return turns.giving(caller, Scope.KEYS_WRITE, locks, change -> issue(change, asked, format, caller, attempt));
    }

    private IssuedKey issue(Change change, NewKey asked, KeyFormat format, Caller caller, IdempotencyAttempt attempt) {
        String made = attempt.made();
        List<AdminKeyGuard.Active> admins = made == null ? List.of() : adminKeyGuard.active();
        if (made != null) {
            voidUnused(change, made, caller);
        }
        keyCount.requireRoom(caller);
        IssuedKey issued = keyIssue.issue(change, asked.repeatably(), format, caller.accountId());
        attempts.complete(attempt, issued.key().id());
        if (made != null) {
            // Unlike the first key, the new one may expire or be restricted, if the caller has been changed since.
            adminKeyGuard.requireOneLeft(change, admins, admin -> admin.id().equals(made));
            change.invalidate(List.of(made));
        }
        return issued;
    }

    private void voidUnused(Change change, String keyId, Caller caller) {
        int voided = entities.createQuery("UPDATE ApiKey k SET k.revokedAt = :now"
                        + " WHERE k.id = :id AND k.firstUseAwaited = TRUE AND k.revokedAt IS NULL")
                .setParameter("now", change.now())
                .setParameter("id", keyId)
                .executeUpdate();
        if (voided != 1) {
            throw ConflictException.alreadyUsed();
        }
        change.audit(caller.accountId(), AuditAction.KEY_VOIDED, keyId);
    }

    /** Ends a failed attempt, so that the next request need not wait. */
    void abandon(IdempotencyAttempt attempt) {
        turns.asServer(change -> {
            attempts.abandon(attempt);
            return null;
        });
    }
}
