package io.chatelaine.management;

import io.chatelaine.request.RestrictionsRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a key as a client asks for it (RFC 7396), nothing checked yet; null is what it did not say.
 *
 * @param expiry whether it says anything of {@code expires_at}, which null takes away
 */
public record KeyPatchRequest(
        @Nullable String name,
        @Nullable List<String> scopes,
        @Nullable Boolean enabled,
        boolean expiry,
        @Nullable String expiresAt,
        @Nullable RestrictionsRequest restrictions) {}
