package io.chatelaine.key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Generator of ids that may be shown and logged: {@code key_…}, {@code acc_…}, {@code aud_…}, {@code app_…}, {@code
 * nod_…}, {@code rev_…} and {@code try_…}, with 22 random base62 characters (131 bits) each.
 */
public final class PublicId {
    /** Length of the id columns. A longer text is never sent to the database, so no driver logs it. */
    private static final int LONGEST = 32;

    private static final int LENGTH = 22;

    private PublicId() {}

    public static String ofKey(SecureRandom random) {
        return random("key_", random);
    }

    public static String ofAccount(SecureRandom random) {
        return random("acc_", random);
    }

    public static String ofAudit(SecureRandom random) {
        return random("aud_", random);
    }

    public static String ofNode(SecureRandom random) {
        return random("nod_", random);
    }

    public static String ofAttempt(SecureRandom random) {
        return random("try_", random);
    }

    public static String ofRevocation(SecureRandom random) {
        return random("rev_", random);
    }

    public static String ofApplication(SecureRandom random) {
        return random("app_", random);
    }

    /**
     * Returns whether a text of a client may be an id. Others are not sent to the database: MySQL ignores trailing
     * spaces of an id and fails to compare one that is not ASCII.
     */
    public static boolean mayBe(String id) {
        return id.length() <= LONGEST
                && id.chars()
                        .allMatch(c ->
                                (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_');
    }

    private static String random(String start, SecureRandom random) {
        byte[] id = new byte[start.length() + LENGTH];
        System.arraycopy(start.getBytes(StandardCharsets.US_ASCII), 0, id, 0, start.length());
        RandomText.fill(id, start.length(), id.length, Alphabet.BASE62, random);
        return new String(id, StandardCharsets.US_ASCII);
    }
}
