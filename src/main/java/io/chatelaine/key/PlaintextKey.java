package io.chatelaine.key;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole key as its holder has it: the only type that holds the secret. It exists while a key is made and while one is
 * judged, is never serialised, and says nothing of itself in {@code toString}.
 */
public final class PlaintextKey {
    /** How many characters of BODY may be kept and shown, for people to recognise a key by. */
    public static final int HINT_LENGTH = 4;

    private static final int LONGEST = KeyFormat.LONGEST_PREFIX + 6 + KeyFormat.LONGEST_BODY;
    private static final Environment[] ENVIRONMENTS = Environment.values();

    private final byte[] ascii;
    private final int body;
    private final Environment environment;

    PlaintextKey(byte[] ascii, int body, Environment environment) {
        this.ascii = ascii;
        this.body = body;
        this.environment = environment;
    }

    /**
     * Reads what a client sent; nothing is trimmed, folded or normalised.
     *
     * @param text any text at all
     * @param formats every format that was ever issued
     * @return the key, or null where it is well-formed in none of the formats
     */
    public static @Nullable PlaintextKey parse(String text, List<KeyFormat> formats) {
        if (text.length() > LONGEST) {
            return null;
        }
        for (int i = 0; i < formats.size(); i++) {
            for (Environment environment : ENVIRONMENTS) {
                PlaintextKey key = parse(text, formats.get(i), environment);
                if (key != null) {
                    return key;
                }
            }
        }
        return null;
    }

    private static @Nullable PlaintextKey parse(String text, KeyFormat format, Environment environment) {
        int body = format.bodyOf(text, environment);
        if (body < 0) {
            return null;
        }
        // A character beyond Latin-1 becomes '?', which no alphabet has.
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        return format.isBody(ascii, body) ? new PlaintextKey(ascii, body, environment) : null;
    }

    /** The environment that the key itself names; its row decides. */
    public Environment environment() {
        return environment;
    }

    /** What is stored of the key, and looked up by. */
    public KeyHash hash() {
        return KeyHash.of(ascii);
    }

    /** What comes before BODY, as {@code sk_live_}. */
    public String prefix() {
        return new String(ascii, 0, body, StandardCharsets.US_ASCII);
    }

    /** The first characters of BODY. */
    public String hint() {
        return new String(ascii, body, HINT_LENGTH, StandardCharsets.US_ASCII);
    }

    /** The secret itself, for the one answer that makes the key and for the first key's file. */
    public String reveal() {
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "PlaintextKey[redacted]";
    }
}
