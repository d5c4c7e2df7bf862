package io.chatelaine.audit;

import org.jspecify.annotations.Nullable;

/**
 * A request of a known key that was refused, as the audit tells it. Nothing in it may hold a key.
 *
 * @param keyId of the key that was sent
 * @param accountId whose it is
 * @param reason a fixed word
 * @param value that the reason is about; null where it is about none
 * @param asked method and path
 * @param address of the client
 * @param requestId as the client got it
 */
public record RefusedRequest(
        String keyId,
        String accountId,
        String reason,
        @Nullable String value,
        String asked,
        String address,
        String requestId) {}
