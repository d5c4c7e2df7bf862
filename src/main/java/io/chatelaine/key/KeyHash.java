package io.chatelaine.key;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The SHA-256 of a whole key: 32 bytes, stored instead of the key. A fast hash is sufficient, because a key has at
 * least 128 random bits (NIST SP 800-63B, look-up secrets).
 */
public final class KeyHash {
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(KeyHash::sha256);

    private final byte[] bytes;

    private KeyHash(byte[] bytes) {
        this.bytes = bytes;
    }

    static KeyHash of(byte[] key) {
        return new KeyHash(SHA_256.get().digest(key));
    }

    /** Returns the hash of stored {@link #bytes()}. */
    public static KeyHash ofStored(byte[] bytes) {
        return new KeyHash(bytes.clone());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Returns a copy of the 32 bytes, for the database. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyHash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Returns a text without the hash: with a hash from a log a reader can confirm a guess. */
    @Override
    public String toString() {
        return "KeyHash[redacted]";
    }
}
