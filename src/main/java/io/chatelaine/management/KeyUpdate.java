package io.chatelaine.management;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.change.AdminKeyGuard;
import io.chatelaine.change.Change;
import io.chatelaine.change.ChangeTurns;
import io.chatelaine.change.ConcurrentChangeException;
import io.chatelaine.key.Scope;
import io.chatelaine.management.KeyChange.KeyPatch;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.LastAdminKeyException;
import io.chatelaine.request.MissingScopeException;
import io.chatelaine.request.NotFoundException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Change of a key by a patch. It writes only the columns that get another value. */
@Singleton
public class KeyUpdate {
    private final EntityManager entities;
    private final ChangeTurns turns;
    private final KeyQueries queries;
    private final AdminKeyGuard adminKeyGuard;

    @Inject
    public KeyUpdate(EntityManager entities, ChangeTurns turns, KeyQueries queries, AdminKeyGuard adminKeyGuard) {
        this.entities = entities;
        this.turns = turns;
        this.queries = queries;
        this.adminKeyGuard = adminKeyGuard;
    }

    /**
     * Changes only the members that the patch names.
     *
     * @throws NotFoundException if the caller cannot see the key
     * @throws ConflictException if the key is revoked or rotated
     * @throws MissingScopeException if the caller lacks a scope that the key has or gets
     * @throws LastAdminKeyException if no admin key would remain
     */
    FoundKey change(String keyId, KeyPatch patch, Caller caller) {
        return turns.taking(caller, Scope.KEYS_WRITE, Set.of(), change -> {
            ApiKey key = queries.lock(keyId, caller);
            apply(change, key, patch, caller);
            return new FoundKey(key, change.now());
        });
    }

    private void apply(Change change, ApiKey key, KeyPatch patch, Caller caller) {
        if (key.revokedAt() != null) {
            throw ConflictException.revoked();
        }
        if (key.rotatedAt() != null) {
            throw ConflictException.rotated();
        }
        KeyChange update = KeyChange.of(key, patch, caller);
        requireScopes(update, caller);
        Map<String, @Nullable Object> attributes = update.attributes();
        if (attributes.isEmpty()) {
            return;
        }
        if (update.narrows() && key.admin()) {
            adminKeyGuard.requireOneLeft(change, admin -> admin.id().equals(key.id()));
        }
        update(key, attributes);
        audit(change, update, attributes);
        change.invalidate(List.of(key.id()));
        entities.refresh(key);
    }

    private static void requireScopes(KeyChange change, Caller caller) {
        if (!caller.scopes().include(change.before().scopes().list())) {
            throw new MissingScopeException(change.before().scopes());
        }
        if (!caller.scopes().include(change.scopes().list())) {
            throw new MissingScopeException(change.scopes());
        }
    }

    private void update(ApiKey key, Map<String, @Nullable Object> attributes) {
        String assignments = attributes.keySet().stream()
                .map(attribute -> "k." + attribute + " = :" + attribute)
                .collect(Collectors.joining(", "));
        Query query = entities.createQuery(
                        "UPDATE ApiKey k SET " + assignments + " WHERE k.id = :id AND k.revokedAt IS NULL")
                .setParameter("id", key.id());
        attributes.forEach(query::setParameter);
        ConcurrentChangeException.requireRows(1, query.executeUpdate());
    }

    private static void audit(Change change, KeyChange update, Map<String, @Nullable Object> attributes) {
        ApiKey key = update.before();
        boolean switched = attributes.containsKey("enabled");
        if (switched) {
            AuditAction action = update.disables() ? AuditAction.KEY_DISABLED : AuditAction.KEY_ENABLED;
            change.audit(key.accountId(), action, key.id());
        }
        if (attributes.size() > (switched ? 1 : 0)) {
            change.audit(key.accountId(), AuditAction.KEY_CHANGED, key.id());
        }
    }
}
