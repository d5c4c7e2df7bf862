package io.chatelaine.management;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.change.AdminKeyGuard;
import io.chatelaine.change.ChangeRecorder;
import io.chatelaine.database.Sql;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.MissingScopeException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The change of one key by a patch, in the caller's transaction: only the columns that get another value are written. */
@Singleton
public class KeyUpdate {
    private final EntityManager entities;
    private final ChangeRecorder changes;
    private final AdminKeyGuard adminKeyGuard;

    @Inject
    public KeyUpdate(EntityManager entities, ChangeRecorder changes, AdminKeyGuard adminKeyGuard) {
        this.entities = entities;
        this.changes = changes;
        this.adminKeyGuard = adminKeyGuard;
    }

    void apply(ApiKey key, KeyPatch patch, Caller caller) {
        if (key.revokedAt() != null) {
            throw ConflictException.revoked();
        }
        if (key.rotatedAt() != null) {
            throw ConflictException.rotated();
        }
        KeyChange change = KeyChange.of(key, patch, caller);
        requireScopes(change, caller);
        Map<String, @Nullable Object> columns = change.columns();
        if (columns.isEmpty()) {
            return;
        }
        if (change.narrows()) {
            adminKeyGuard.requireOneLeft(admin -> admin.id().equals(key.id()));
        }
        update(key, columns);
        record(change, columns, caller);
        if (change.narrows()) {
            changes.narrowed(List.of(key.id()));
        }
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

    private void update(ApiKey key, Map<String, @Nullable Object> columns) {
        List<String> assignments = new ArrayList<>();
        for (String column : columns.keySet()) {
            assignments.add(column + " = ?" + (assignments.size() + 2));
        }
        Query query = entities.createNativeQuery("UPDATE api_key SET " + String.join(", ", assignments)
                        + " WHERE id = ?1 AND revoked_at IS NULL")
                .setParameter(1, key.id());
        int parameter = 2;
        for (Object value : columns.values()) {
            query.setParameter(parameter++, value);
        }
        Sql.requireRows(1, query.executeUpdate());
    }

    private void record(KeyChange change, Map<String, @Nullable Object> columns, Caller caller) {
        ApiKey key = change.before();
        boolean switched = columns.containsKey("enabled");
        if (switched) {
            AuditAction action = change.disables() ? AuditAction.KEY_DISABLED : AuditAction.KEY_ENABLED;
            changes.record(caller.context(), key.accountId(), action, key.id());
        }
        if (columns.size() > (switched ? 1 : 0)) {
            changes.record(caller.context(), key.accountId(), AuditAction.KEY_CHANGED, key.id());
        }
    }
}
