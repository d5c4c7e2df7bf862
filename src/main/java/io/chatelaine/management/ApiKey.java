package io.chatelaine.management;

import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyHash;
import io.chatelaine.key.KeyStatus;
import io.chatelaine.key.PlaintextKey;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.restriction.Restrictions;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Key as management sees it: its hash and its properties, without the plaintext key. It is never cached, because
 * another node can revoke it at any time. Only conditional UPDATEs change it, never a setter.
 */
@Entity
@Table(name = "api_key")
@Cacheable(false)
public class ApiKey {
    @Id
    private String id = "";

    @Column(name = "account_id")
    private String accountId = "";

    private String name = "";
    private String prefix = "";
    private String hint = "";
    private Environment environment = Environment.LIVE;
    private @Nullable String tier;
    /** Written only: the look-up compares it in the database. */
    @SuppressWarnings("unused")
    private @Nullable KeyHash hash;

    private Scopes scopes = new Scopes(List.of());
    /** Whether the key has the scope {@code admin}. An index on this column finds the few keys that have it. */
    private boolean admin;

    private Restrictions restrictions = Restrictions.NONE;
    private boolean enabled = true;

    /** Computed by the database. It shows an expiry a few seconds late. */
    @SuppressWarnings("unused")
    @Column(insertable = false, updatable = false)
    private @Nullable String state;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "created_by")
    private @Nullable String createdBy;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Column(name = "revoke_reason")
    private @Nullable String revokeReason;

    /** Written only: the keys that one revocation ended have the same id. */
    @SuppressWarnings("unused")
    @Column(name = "revocation_id")
    private @Nullable String revocationId;

    @Column(name = "rotated_at")
    private @Nullable Instant rotatedAt;

    private @Nullable String replaces;
    private @Nullable String lineage;

    /** Written only: the verification reads and clears it in the database. */
    @SuppressWarnings("unused")
    @Column(name = "first_use_awaited")
    private boolean firstUseAwaited;

    protected ApiKey() {}

    ApiKey(String id, String accountId, NewKey asked, PlaintextKey plaintext, @Nullable String createdBy, Instant now) {
        this.id = id;
        this.accountId = accountId;
        this.name = asked.name();
        this.prefix = plaintext.prefix();
        this.hint = plaintext.hint();
        this.environment = asked.environment();
        this.tier = asked.tier();
        this.hash = plaintext.hash();
        this.scopes = asked.scopes();
        this.admin = scopes.list().contains(Scope.ADMIN);
        this.restrictions = asked.restrictions();
        this.createdAt = now;
        this.createdBy = createdBy;
        this.firstUseAwaited = asked.repeatable();
        this.expiresAt = asked.expiresAt();
        this.replaces = asked.replaces();
        this.lineage = asked.lineage();
    }

    public String id() {
        return id;
    }

    public String accountId() {
        return accountId;
    }

    public String name() {
        return name;
    }

    /** Returns the text before BODY, for example {@code sk_live_}. */
    public String prefix() {
        return prefix;
    }

    /** Returns the first four characters of BODY. */
    public String hint() {
        return hint;
    }

    public Environment environment() {
        return environment;
    }

    public @Nullable String tier() {
        return tier;
    }

    public Scopes scopes() {
        return scopes;
    }

    public Restrictions restrictions() {
        return restrictions;
    }

    boolean enabled() {
        return enabled;
    }

    boolean admin() {
        return admin;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Returns the id of the key that issued this one; null if the server issued it. */
    public @Nullable String createdBy() {
        return createdBy;
    }

    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    public @Nullable Instant revokedAt() {
        return revokedAt;
    }

    /** Returns the reason from the client that revoked the key; null if absent. */
    public @Nullable String revokeReason() {
        return revokeReason;
    }

    /**
     * Returns the time of the rotation; null if not rotated. A rotated key cannot manage keys, and ends when it
     * expires.
     */
    public @Nullable Instant rotatedAt() {
        return rotatedAt;
    }

    /** Returns the id of the key that this one replaces; null if none. */
    public @Nullable String replaces() {
        return replaces;
    }

    /** Returns the id of the first key in the chain of rotations; its own id if it is the first. */
    String lineage() {
        return lineage == null ? id : lineage;
    }

    /** @param now the time by the database's clock */
    public KeyStatus status(Instant now) {
        if (revokedAt != null) {
            return KeyStatus.REVOKED;
        }
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            return KeyStatus.EXPIRED;
        }
        return enabled ? KeyStatus.ACTIVE : KeyStatus.DISABLED;
    }
}
