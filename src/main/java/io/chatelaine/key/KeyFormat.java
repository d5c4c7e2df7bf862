package io.chatelaine.key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * The format of keys: {@code PREFIX_ENV_BODY}.
 *
 * @param prefix lower-case letters, digits and single inner underscores, a letter first, at most 32 characters
 * @param alphabet alphabet of the random part of BODY
 * @param length length of BODY with its checksum, at most 128
 * @param checksum whether BODY ends in six characters of CRC-32
 */
public record KeyFormat(String prefix, Alphabet alphabet, int length, boolean checksum) {
    /** With fewer random bits a key is guessable, and its plain SHA-256 is too weak. */
    public static final int LEAST_RANDOM_BITS = 128;

    public static final int LONGEST_BODY = 128;
    public static final int LONGEST_PREFIX = 32;

    public KeyFormat {
        if (!isPrefix(prefix)) {
            throw new IllegalArgumentException("not a prefix");
        }
        if (length > LONGEST_BODY || randomBits(alphabet, length, checksum) < LEAST_RANDOM_BITS) {
            throw new IllegalArgumentException("BODY must hold at least 128 random bits, in at most 128 characters");
        }
    }

    /** Returns the number of random bits of a BODY; never negative. */
    public static double randomBits(Alphabet alphabet, int length, boolean checksum) {
        int digits = length - (checksum ? Checksum.LENGTH : 0);
        return Math.max(0, digits) * Math.log(alphabet.size()) / Math.log(2);
    }

    /** Returns whether the text is a valid prefix. */
    public static boolean isPrefix(String text) {
        if (text.isEmpty() || text.length() > LONGEST_PREFIX || !isLetter(text.charAt(0)) || text.endsWith("_")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean single = c == '_' && text.charAt(i - 1) != '_';
            if (!isLetter(c) && !(c >= '0' && c <= '9') && !single) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    /** Returns the start of a key, for example {@code ck_live_}, which is safe to show and log. */
    public String start(Environment environment) {
        return prefix + environment.mark();
    }

    /** Returns a new random key of this format. */
    public PlaintextKey generate(Environment environment, SecureRandom random) {
        byte[] start = start(environment).getBytes(StandardCharsets.US_ASCII);
        byte[] key = new byte[start.length + length];
        System.arraycopy(start, 0, key, 0, start.length);
        int end = checksum ? key.length - Checksum.LENGTH : key.length;
        RandomText.fill(key, start.length, end, alphabet, random);
        if (checksum) {
            Checksum.write(key, end);
        }
        return new PlaintextKey(key, start.length, environment);
    }

    /**
     * Returns the index of BODY in a text; -1 if the start or the length is not that of this format and environment.
     */
    int bodyOf(String text, Environment environment) {
        int body = prefix.length() + environment.mark().length();
        boolean fits = text.length() == body + length
                && text.startsWith(environment.mark(), prefix.length())
                && text.startsWith(prefix);
        return fits ? body : -1;
    }

    /** Returns whether the bytes from {@code body} on are a BODY of this format with the right checksum. */
    boolean isBody(byte[] key, int body) {
        int end = checksum ? key.length - Checksum.LENGTH : key.length;
        // There may be fewer bytes than characters: a surrogate pair becomes one '?'.
        return key.length == body + length
                && alphabet.spells(key, body, end)
                && (!checksum || Checksum.matches(key, end));
    }
}
