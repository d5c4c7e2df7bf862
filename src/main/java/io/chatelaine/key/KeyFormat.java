package io.chatelaine.key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * How keys of one kind are written: {@code PREFIX_ENV_BODY}. A value; two formats with equal parts are one.
 *
 * @param prefix lower-case letters, digits and single inner underscores, a letter first, at most 32
 * @param alphabet of the random part of BODY
 * @param length of BODY, checksum included, at most 128
 * @param checksum whether BODY ends in six characters of CRC-32
 */
public record KeyFormat(String prefix, Alphabet alphabet, int length, boolean checksum) {
    /** Fewer random bits than this would make a key guessable, and a plain SHA-256 of it too weak. */
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

    /** How many random bits a BODY of that kind holds; never negative. */
    public static double randomBits(Alphabet alphabet, int length, boolean checksum) {
        int digits = length - (checksum ? Checksum.LENGTH : 0);
        return Math.max(0, digits) * Math.log(alphabet.size()) / Math.log(2);
    }

    /** Whether the text may stand before {@code _live_}. */
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

    /** What a key starts with, as {@code ck_live_}: safe to show and to log. */
    public String start(Environment environment) {
        return prefix + '_' + environment.text() + '_';
    }

    /** A new key of this format, unguessable as far as the source of randomness is. */
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

    /** Where BODY would start in those bytes if they are a well-formed key of this format and environment, else -1. */
    int bodyOf(byte[] key, Environment environment) {
        int body = prefix.length() + environment.text().length() + 2;
        if (key.length != body + length || !startsWith(key, environment)) {
            return -1;
        }
        int end = checksum ? key.length - Checksum.LENGTH : key.length;
        for (int i = body; i < end; i++) {
            if (!alphabet.has(key[i])) {
                return -1;
            }
        }
        return !checksum || Checksum.matches(key, end) ? body : -1;
    }

    private boolean startsWith(byte[] key, Environment environment) {
        int at = prefix.length();
        String env = environment.text();
        if (key[at] != '_' || key[at + 1 + env.length()] != '_') {
            return false;
        }
        for (int i = 0; i < at; i++) {
            if (key[i] != prefix.charAt(i)) {
                return false;
            }
        }
        for (int i = 0; i < env.length(); i++) {
            if (key[at + 1 + i] != env.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
