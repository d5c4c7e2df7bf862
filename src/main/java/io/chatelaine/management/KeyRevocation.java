package io.chatelaine.management;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.change.AdminKeyGuard;
import io.chatelaine.change.ChangeClock;
import io.chatelaine.change.ChangeRecorder;
import io.chatelaine.change.ChangeRecorder.Touched;
import io.chatelaine.database.DatabaseTime;
import io.chatelaine.database.Sql;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.management.KeyDescendants.KeyRef;
import io.chatelaine.request.Caller;
import io.chatelaine.request.MissingScopeException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The end of one key or of a whole keyDescendants, in the caller's transaction: all of it at one time, or none. */
@Singleton
public class KeyRevocation {
    /** In one transaction. */
    static final int MOST_AT_ONCE = 10_000;

    private final EntityManager entities;
    private final ChangeRecorder changes;
    private final ChangeClock clock;
    private final AdminKeyGuard adminKeyGuard;
    private final KeyDescendants keyDescendants;

    @Inject
    public KeyRevocation(
            EntityManager entities,
            ChangeRecorder changes,
            ChangeClock clock,
            AdminKeyGuard adminKeyGuard,
            KeyDescendants keyDescendants) {
        this.entities = entities;
        this.changes = changes;
        this.clock = clock;
        this.adminKeyGuard = adminKeyGuard;
        this.keyDescendants = keyDescendants;
    }

    RevokedKey revoke(ApiKey key, boolean descendants, @Nullable String reason, Caller caller) {
        List<KeyRef> living = new ArrayList<>();
        if (key.revokedAt() == null) {
            living.add(new KeyRef(key.id(), key.accountId(), false));
        }
        if (descendants) {
            lock(key);
            List<KeyRef> all = keyDescendants.descendantsOf(key.id());
            requireRight(all, key, caller);
            all.stream().filter(ref -> !ref.revoked()).forEach(living::add);
        }
        if (!living.isEmpty()) {
            revoke(living, reason, caller);
            entities.refresh(key);
        }
        return new RevokedKey(key.id(), Objects.requireNonNull(key.revokedAt()));
    }

    /** A key that is making another one holds this lock until that is there to be found. */
    private void lock(ApiKey key) {
        entities.createNativeQuery("SELECT id FROM api_key WHERE id = ?1 FOR UPDATE")
                .setParameter(1, key.id())
                .getSingleResult();
    }

    private static void requireRight(List<KeyRef> descendants, ApiKey key, Caller caller) {
        boolean elsewhere =
                descendants.stream().anyMatch(ref -> !ref.accountId().equals(key.accountId()));
        if (elsewhere && !caller.scopes().include(List.of(Scope.ADMIN))) {
            throw new MissingScopeException(
                    new Scopes(List.of(Scope.ADMIN)),
                    "This key made keys in other accounts: to revoke them takes an admin.");
        }
    }

    /** @return when, by the database's clock */
    Instant revoke(List<KeyRef> living, @Nullable String reason, Caller caller) {
        List<String> ids = living.stream().map(KeyRef::id).toList();
        Set<String> taken = new HashSet<>(ids);
        adminKeyGuard.requireOneLeft(admin -> taken.contains(admin.id()));
        Instant now = clock.now();
        for (List<String> some : Sql.inParts(ids)) {
            end(some, now, reason);
        }
        List<Touched> touched = living.stream()
                .map(ref -> new Touched(ref.accountId(), ref.id()))
                .toList();
        changes.record(caller.context(), AuditAction.KEY_REVOKED, touched, reason);
        changes.narrowed(ids);
        return now;
    }

    private void end(List<String> ids, Instant now, @Nullable String reason) {
        Query query = entities.createNativeQuery(
                        "UPDATE api_key SET revoked_at = ?1, revoke_reason = ?2 WHERE revoked_at IS NULL AND id IN ("
                                + Sql.parameters(3, ids.size()) + ')')
                .setParameter(1, DatabaseTime.of(now))
                .setParameter(2, reason);
        Sql.bind(query, 3, ids);
        Sql.requireRows(ids.size(), query.executeUpdate());
    }
}
