package io.chatelaine.verification;

import org.jspecify.annotations.Nullable;

/**
 * The request that a credential came with, as far as a verdict may depend on it.
 *
 * @param method as it was sent
 * @param path from the first slash on: as the container routed it, or raw where a gateway asks about it
 * @param raw the same path as it was sent
 * @param query raw, null where there is none
 * @param purpose that the servlet which serves it has
 */
public record RequestFacts(
        String method, String path, String raw, @Nullable String query, Purpose purpose) {
    /** One whose path nobody has read yet, and that is served elsewhere. */
    public RequestFacts(String method, String path, @Nullable String query) {
        this(method, path, path, query, Purpose.APPLICATION);
    }
}
