package io.chatelaine.audit;

import org.jspecify.annotations.Nullable;

/**
 * A refused request of a known key, for the audit. No member may contain a key.
 *
 * @param keyId id of the key
 * @param accountId account of the key
 * @param reason a fixed word
 * @param value the value that the reason is about, for example an address; null if the reason has no value
 * @param asked method and path
 * @param address client address
 * @param requestId request id of the answer
 */
public record RefusedRequest(
        String keyId,
        String accountId,
        String reason,
        @Nullable String value,
        String asked,
        String address,
        String requestId) {}
