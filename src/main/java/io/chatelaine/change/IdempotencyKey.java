package io.chatelaine.change;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identity of a request that a client may repeat (draft-ietf-httpapi-idempotency-key-header). Only hashes are stored:
 * the header may contain anything.
 *
 * @param hash SHA-256 of the header {@code Idempotency-Key}, in hex
 * @param requestHash SHA-256 of the request, in hex
 */
public record IdempotencyKey(String hash, String requestHash) {
    /** @param request the request with its account, encoded so that equal requests have equal bytes */
    public static IdempotencyKey of(String text, byte[] request) {
        return new IdempotencyKey(sha256(text.getBytes(StandardCharsets.UTF_8)), sha256(request));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
