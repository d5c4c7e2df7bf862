package io.chatelaine.management;

import io.chatelaine.request.RestrictionsRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Unchecked request for a new key; an absent member is null. */
public record KeyRequest(
        @Nullable String name,
        @Nullable String environment,
        @Nullable String tier,
        @Nullable List<String> scopes,
        @Nullable String expiresAt,
        @Nullable RestrictionsRequest restrictions) {}
