package io.chatelaine.management;

import io.chatelaine.request.RestrictionsRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Unchecked partial update of a key (RFC 7396); an absent member is null.
 *
 * @param expiry whether {@code expires_at} is present; null then removes the expiry
 */
public record KeyPatchRequest(
        @Nullable String name,
        @Nullable List<String> scopes,
        @Nullable Boolean enabled,
        boolean expiry,
        @Nullable String expiresAt,
        @Nullable RestrictionsRequest restrictions) {}
