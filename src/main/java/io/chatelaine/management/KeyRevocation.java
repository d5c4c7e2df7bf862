package io.chatelaine.management;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.change.AdminKeyGuard;
import io.chatelaine.change.Change;
import io.chatelaine.change.ChangeRecorder.Touched;
import io.chatelaine.change.ChangeTurns;
import io.chatelaine.change.ConcurrentChangeException;
import io.chatelaine.change.Sql;
import io.chatelaine.key.PublicId;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.management.KeyDescendants.KeyRef;
import io.chatelaine.management.KeySelection.Criteria;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.LastAdminKeyException;
import io.chatelaine.request.MissingScopeException;
import io.chatelaine.request.NotFoundException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Revocation of one key, of a selection, or of a key with its descendants: all with one time, or none. */
@Singleton
public class KeyRevocation {
    /** Maximum of keys in one transaction. */
    static final int MOST_AT_ONCE = 10_000;

    private final EntityManager entities;
    private final ChangeTurns turns;
    private final KeyQueries queries;
    private final KeySelection selected;
    private final AdminKeyGuard adminKeyGuard;
    private final KeyDescendants keyDescendants;
    private final SecureRandom random = new SecureRandom();

    /** Key that is revoked for good, with the time by the database's clock. A repeated revoke returns the same time. */
    public record RevokedKey(String id, Instant revokedAt) {}

    /**
     * Result of a bulk revocation or of its dry run.
     *
     * @param matched the number of keys
     * @param includesCaller whether the caller's key is one of them
     * @param revokedAt the time by the database's clock; null if the keys were only counted, or none matched
     */
    public record BulkRevocation(
            int matched, boolean includesCaller, @Nullable Instant revokedAt) {}

    @Inject
    public KeyRevocation(
            EntityManager entities,
            ChangeTurns turns,
            KeyQueries queries,
            KeySelection selected,
            AdminKeyGuard adminKeyGuard,
            KeyDescendants keyDescendants) {
        this.entities = entities;
        this.turns = turns;
        this.queries = queries;
        this.selected = selected;
        this.adminKeyGuard = adminKeyGuard;
        this.keyDescendants = keyDescendants;
    }

    /**
     * Revokes a key for good, with its descendants if requested. A revoked key keeps its time.
     *
     * @throws NotFoundException if the caller cannot see the key
     * @throws MissingScopeException if a descendant belongs to another account and the caller lacks {@code admin}
     * @throws LastAdminKeyException if no admin key would remain
     */
    RevokedKey revoke(String keyId, boolean descendants, @Nullable String reason, Caller caller) {
        return turns.taking(
                caller,
                Scope.KEYS_WRITE,
                Set.of(),
                change -> revoke(change, queries.lock(keyId, caller), descendants, reason, caller));
    }

    /** Counts the keys of a selection without a change. */
    BulkRevocation count(Criteria criteria, Caller caller) {
        return turns.reading(caller, () -> matched(selected.find(criteria, caller), null, caller));
    }

    /**
     * Revokes the keys of a selection for good, with one time.
     *
     * @param expect the number from the dry run; null if absent
     * @throws ConflictException if the number is absent or differs, so that only counted keys are revoked
     * @throws LastAdminKeyException if no admin key would remain
     */
    BulkRevocation revoke(Criteria criteria, @Nullable Integer expect, @Nullable String reason, Caller caller) {
        return turns.taking(caller, Scope.KEYS_WRITE, Set.of(), change -> {
            List<KeyRef> keys = selected.find(criteria, caller);
            if (expect == null || expect != keys.size()) {
                throw ConflictException.notAsExpected(keys.size(), expect != null);
            }
            if (!keys.isEmpty()) {
                revoke(change, keys, reason);
            }
            return matched(keys, keys.isEmpty() ? null : change.now(), caller);
        });
    }

    private static BulkRevocation matched(List<KeyRef> keys, @Nullable Instant revokedAt, Caller caller) {
        String callerId = caller.context().actor().id();
        return new BulkRevocation(
                keys.size(), keys.stream().anyMatch(key -> key.id().equals(callerId)), revokedAt);
    }

    /** Returns whether all descendants of a revoked key are revoked. */
    boolean isFinished(String keyId, Caller caller) {
        return turns.reading(caller, () -> keyDescendants.isFinished(keyId));
    }

    /**
     * Revokes under the lock of the key. A change that issues a key holds that lock until its commit, so all are
     * visible.
     */
    private RevokedKey revoke(Change change, ApiKey key, boolean descendants, @Nullable String reason, Caller caller) {
        List<KeyRef> living = new ArrayList<>();
        if (key.revokedAt() == null) {
            living.add(new KeyRef(key.id(), key.accountId(), false, key.admin()));
        }
        if (descendants) {
            List<KeyRef> all = keyDescendants.descendantsOf(key.id());
            requireRight(all, key, caller);
            all.stream().filter(ref -> !ref.revoked()).forEach(living::add);
        }
        if (!living.isEmpty()) {
            revoke(change, living, reason);
        }
        return new RevokedKey(key.id(), key.revokedAt() == null ? change.now() : key.revokedAt());
    }

    private static void requireRight(List<KeyRef> descendants, ApiKey key, Caller caller) {
        boolean elsewhere =
                descendants.stream().anyMatch(ref -> !ref.accountId().equals(key.accountId()));
        if (elsewhere && !caller.scopes().include(List.of(Scope.ADMIN))) {
            throw new MissingScopeException(
                    new Scopes(List.of(Scope.ADMIN)),
                    "This key issued keys in other accounts: revoking them requires the scope admin.");
        }
    }

    /** Revokes keys that are not revoked. */
    private void revoke(Change change, List<KeyRef> living, @Nullable String reason) {
        List<String> ids = living.stream().map(KeyRef::id).toList();
        Set<String> taken = new HashSet<>(ids);
        if (living.stream().anyMatch(KeyRef::admin)) {
            adminKeyGuard.requireOneLeft(change, admin -> taken.contains(admin.id()));
        }
        String revocationId = PublicId.ofRevocation(random);
        for (List<String> some : Sql.inParts(ids)) {
            end(change, some, reason, revocationId);
        }
        List<Touched> touched = living.stream()
                .map(ref -> new Touched(ref.accountId(), ref.id()))
                .toList();
        change.audit(AuditAction.KEY_REVOKED, touched, reason);
        change.invalidate(ids);
    }

    /** Touches fewer rows if a concurrent change revoked one of the keys or made it an admin key. */
    private void end(Change change, List<String> ids, @Nullable String reason, String revocationId) {
        int ended = entities.createQuery("UPDATE ApiKey k SET k.revokedAt = :now, k.revokeReason = :reason,"
                        + " k.revocationId = :revocation"
                        + " WHERE k.revokedAt IS NULL" + (change.holdsAdminKeys() ? "" : " AND k.admin = FALSE")
                        + " AND k.id IN :ids")
                .setParameter("now", change.now())
                .setParameter("reason", reason)
                .setParameter("revocation", revocationId)
                .setParameter("ids", ids)
                .executeUpdate();
        ConcurrentChangeException.requireRows(ids.size(), ended);
    }
}
