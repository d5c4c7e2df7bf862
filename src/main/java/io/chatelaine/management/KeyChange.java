package io.chatelaine.management;

import io.chatelaine.database.DatabaseTime;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.Expiries;
import io.chatelaine.restriction.Restrictions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A key before and after a patch, and what that means: a pure function of both and of the caller's own end. */
record KeyChange(
        ApiKey before,
        String name,
        Scopes scopes,
        boolean enabled,
        @Nullable Instant expiresAt,
        Restrictions restrictions) {
    /**
     * What the patch makes of the key. Whatever it gives, it gives no longer and no wider than the caller has it; where it
     * gives nothing, what it does not name stays as it is.
     *
     * @throws BeyondCallerException where nothing is left that the caller may do
     */
    static KeyChange of(ApiKey key, KeyPatch patch, Caller caller) {
        KeyChange asked = new KeyChange(
                key,
                Objects.requireNonNullElse(patch.name(), key.name()),
                Objects.requireNonNullElse(patch.scopes(), key.scopes()),
                Objects.requireNonNullElse(patch.enabled(), key.enabled()),
                patch.expiry() ? patch.expiresAt() : key.expiresAt(),
                patch.restrictions() == null
                        ? key.restrictions()
                        : patch.restrictions().on(key.restrictions()));
        boolean gives = asked.widens();
        return asked.within(caller, gives || patch.expiry(), gives || patch.restrictions() != null);
    }

    private KeyChange within(Caller caller, boolean end, boolean reach) {
        return new KeyChange(
                before,
                name,
                scopes,
                enabled,
                end ? caller.atMost(expiresAt) : expiresAt,
                reach ? caller.atMost(restrictions) : restrictions);
    }

    private boolean widens() {
        return (enabled && !before.enabled())
                || !before.scopes().include(scopes.list())
                || Expiries.isEarlier(before.expiresAt(), expiresAt)
                || !restrictions.isWithin(before.restrictions());
    }

    /** Whether the key may do less, less long, or in fewer places than before. */
    boolean narrows() {
        return disables()
                || !scopes.include(before.scopes().list())
                || Expiries.isEarlier(expiresAt, before.expiresAt())
                || !before.restrictions().isWithin(restrictions);
    }

    boolean disables() {
        return before.enabled() && !enabled;
    }

    boolean enables() {
        return enabled && !before.enabled();
    }

    /** The columns that get another value, and that value; empty where nothing changes. */
    Map<String, @Nullable Object> columns() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        if (!name.equals(before.name())) {
            columns.put("name", name);
        }
        if (!scopes.equals(before.scopes())) {
            columns.put("scopes", scopes.text());
            columns.put("admin", scopes.list().contains(Scope.ADMIN));
        }
        if (enabled != before.enabled()) {
            columns.put("enabled", enabled);
        }
        if (!Objects.equals(expiresAt, before.expiresAt())) {
            columns.put("expires_at", expiresAt == null ? null : DatabaseTime.of(expiresAt));
        }
        if (!restrictions.equals(before.restrictions())) {
            columns.put("restrictions", restrictions.text());
        }
        return columns;
    }
}
