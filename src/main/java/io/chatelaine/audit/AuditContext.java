package io.chatelaine.audit;

import org.jspecify.annotations.Nullable;

/**
 * The actor and the request of a change.
 *
 * @param address client address as the server saw it; null without a request
 * @param requestId request id of the answer; null without a request
 */
public record AuditContext(
        Actor actor, @Nullable String address, @Nullable String requestId) {
    /** The server at its start. */
    public static final AuditContext START = new AuditContext(Actor.SERVER, null, null);
}
