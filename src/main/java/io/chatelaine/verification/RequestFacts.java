package io.chatelaine.verification;

import org.jspecify.annotations.Nullable;

/**
 * The facts of a request that verification needs.
 *
 * @param method the method as sent
 * @param path the path from its first slash: as the container routed it, or raw if a gateway asks about it
 * @param raw the same path as sent
 * @param query the raw query string; null if absent
 * @param purpose the purpose of the servlet that serves the request
 */
public record RequestFacts(
        String method, String path, String raw, @Nullable String query, Purpose purpose) {
    /** Creates the facts of a request that an application behind a gateway serves: its path is raw. */
    public RequestFacts(String method, String path, @Nullable String query) {
        this(method, path, path, query, Purpose.APPLICATION);
    }
}
