package io.chatelaine.management;

import io.chatelaine.request.RestrictionsRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key as a client asks for it, nothing checked yet; null is what it did not say. */
public record KeyRequest(
        @Nullable String name,
        @Nullable String environment,
        @Nullable String tier,
        @Nullable List<String> scopes,
        @Nullable String expiresAt,
        @Nullable RestrictionsRequest restrictions) {}
