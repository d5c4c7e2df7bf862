package io.chatelaine.management;

import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.Expiries;
import io.chatelaine.restriction.Restrictions;
import io.chatelaine.restriction.RestrictionsPatch;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Effect of a patch on a key, computed from the key, the patch and the caller's own rights. */
record KeyChange(
        ApiKey before,
        String name,
        Scopes scopes,
        boolean enabled,
        @Nullable Instant expiresAt,
        Restrictions restrictions) {
    /** Validated partial update of a key; null means unchanged. */
    record KeyPatch(
            @Nullable String name,
            @Nullable Scopes scopes,
            @Nullable Boolean enabled,
            boolean expiry,
            @Nullable Instant expiresAt,
            @Nullable RestrictionsPatch restrictions) {}

    /**
     * Applies the patch to the key. If the patch widens the key, the caller's own expiry and restrictions limit the
     * result. Otherwise they limit only the members that the patch names, and all others stay unchanged.
     *
     * @throws BeyondCallerException if the restrictions have nothing in common with the caller's
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

    /** Returns whether the key loses a scope, is disabled, expires earlier or becomes more restricted. */
    boolean narrows() {
        return disables()
                || !scopes.include(before.scopes().list())
                || Expiries.isEarlier(expiresAt, before.expiresAt())
                || !before.restrictions().isWithin(restrictions);
    }

    boolean disables() {
        return before.enabled() && !enabled;
    }

    /** Returns the changed attributes of {@link ApiKey} with their new values; empty if nothing changes. */
    Map<String, @Nullable Object> attributes() {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        if (!name.equals(before.name())) {
            attributes.put("name", name);
        }
        if (!scopes.equals(before.scopes())) {
            attributes.put("scopes", scopes);
            attributes.put("admin", scopes.list().contains(Scope.ADMIN));
        }
        if (enabled != before.enabled()) {
            attributes.put("enabled", enabled);
        }
        if (!Objects.equals(expiresAt, before.expiresAt())) {
            attributes.put("expiresAt", expiresAt);
        }
        if (!restrictions.equals(before.restrictions())) {
            attributes.put("restrictions", restrictions);
        }
        return attributes;
    }
}
