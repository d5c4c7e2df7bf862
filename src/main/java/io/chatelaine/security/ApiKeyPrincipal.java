package io.chatelaine.security;

import io.chatelaine.key.Environment;
import io.chatelaine.key.Scopes;
import io.chatelaine.restriction.Restrictions;
import io.chatelaine.verification.VerifiedKey;
import jakarta.security.enterprise.CallerPrincipal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The calling key, verified for this request. The principal's name is the key id. */
public class ApiKeyPrincipal extends CallerPrincipal {
    private static final long serialVersionUID = 1L;

    private final VerifiedKey key;

    ApiKeyPrincipal(VerifiedKey key) {
        super(key.keyId());
        this.key = key;
    }

    VerifiedKey key() {
        return key;
    }

    public String keyId() {
        return key.keyId();
    }

    public String keyName() {
        return key.keyName();
    }

    public Environment environment() {
        return key.environment();
    }

    public @Nullable String tier() {
        return key.tier();
    }

    public Scopes scopes() {
        return key.scopes();
    }

    public Restrictions restrictions() {
        return key.restrictions();
    }

    public @Nullable Instant expiresAt() {
        return key.expiresAt();
    }

    public String accountId() {
        return key.accountId();
    }

    public String accountSlug() {
        return key.accountSlug();
    }

    public String accountName() {
        return key.accountName();
    }
}
