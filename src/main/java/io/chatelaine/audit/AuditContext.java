package io.chatelaine.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a change, and from where.
 *
 * @param actor a key id, or {@code start} for what the server does by itself
 * @param address of the client, as the server saw it; null where there is none
 * @param requestId as the client got it; null where there is none
 */
public record AuditContext(
        String actor, @Nullable String address, @Nullable String requestId) {
    /** The server itself, at its start. */
    public static final AuditContext START = new AuditContext("start", null, null);
}
