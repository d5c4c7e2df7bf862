package io.chatelaine.management;

import io.chatelaine.database.DatabaseTime;
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
 * A key as it is managed: all but the key itself, of which there is only the hash. Never cached, since another node may
 * have revoked it a moment ago, and changed by conditional UPDATEs only, never by setting a field.
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
    /** Written only: nothing reads it back, the look-up compares it in the database. */
    @SuppressWarnings("unused")
    private @Nullable KeyHash hash;

    private Scopes scopes = new Scopes(List.of());
    /** Whether it has the scope {@code admin}; a column, so that the few keys that have it are found by an index. */
    private boolean admin;

    private Restrictions restrictions = Restrictions.NONE;
    private boolean enabled = true;

    /** Worked out by the database; an end that came a moment ago may not be noticed in it. */
    @SuppressWarnings("unused")
    @Column(insertable = false, updatable = false)
    private @Nullable String state;

    @Column(name = "created_at")
    private String createdAt = "";

    @Column(name = "created_by")
    private @Nullable String createdBy;

    @Column(name = "expires_at")
    private @Nullable String expiresAt;

    @Column(name = "revoked_at")
    private @Nullable String revokedAt;

    @Column(name = "revoke_reason")
    private @Nullable String revokeReason;

    @Column(name = "rotated_at")
    private @Nullable String rotatedAt;

    private @Nullable String replaces;
    private @Nullable String lineage;

    /** Written only: the gate reads it and ends it, past this class. */
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
        this.createdAt = DatabaseTime.of(now);
        this.createdBy = createdBy;
        this.firstUseAwaited = asked.repeatable();
        this.expiresAt = asked.expiresAt() == null ? null : DatabaseTime.of(asked.expiresAt());
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

    /** What comes before BODY, as {@code sk_live_}. */
    public String prefix() {
        return prefix;
    }

    /** The first four characters of BODY. */
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
        return DatabaseTime.parse(createdAt);
    }

    /** The id of the key that made this one; null for the first. */
    public @Nullable String createdBy() {
        return createdBy;
    }

    public @Nullable Instant expiresAt() {
        return instant(expiresAt);
    }

    public @Nullable Instant revokedAt() {
        return instant(revokedAt);
    }

    /** In the words of who revoked it; null where nothing was said. */
    public @Nullable String revokeReason() {
        return revokeReason;
    }

    /** When another key took its place; since then it manages nothing, and ends when it expires. */
    public @Nullable Instant rotatedAt() {
        return instant(rotatedAt);
    }

    /** The id of the key that this one was rotated from. */
    public @Nullable String replaces() {
        return replaces;
    }

    /** The id of the first key of the chain of rotations that this one stands in: its own, where it is the first. */
    String lineage() {
        return lineage == null ? id : lineage;
    }

    /** @param now by the database's clock */
    public KeyStatus status(Instant now) {
        if (revokedAt != null) {
            return KeyStatus.REVOKED;
        }
        Instant end = expiresAt();
        if (end != null && !end.isAfter(now)) {
            return KeyStatus.EXPIRED;
        }
        return enabled ? KeyStatus.ACTIVE : KeyStatus.DISABLED;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : DatabaseTime.parse(text);
    }
}
