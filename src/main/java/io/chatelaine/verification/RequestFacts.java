package io.chatelaine.verification;

import org.jspecify.annotations.Nullable;

/**
 * The request that a credential came with, as far as a verdict may depend on it.
 *
 * @param method as it was sent
 * @param path raw, from the first slash on
 * @param query raw, null where there is none
 */
public record RequestFacts(
        String method, String path, @Nullable String query) {}
