package io.chatelaine.key;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plaintext key: the only type that contains the secret. It exists while a key is issued and while one is verified.
 * It is never serialised, and {@code toString} does not contain the key.
 */
public final class PlaintextKey {
    /** Number of characters of BODY that are stored and shown, so that people recognise a key. */
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
     * Parses a credential; nothing is trimmed, folded or normalised.
     *
     * @param text the credential, unchecked
     * @param formats every format that was ever issued
     * @return the key; null if it is malformed in every format
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
        // A character outside Latin-1 becomes '?', which no alphabet has.
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        return format.isBody(ascii, body) ? new PlaintextKey(ascii, body, environment) : null;
    }

    /** Returns the environment in the key itself; that of its row is authoritative. */
    public Environment environment() {
        return environment;
    }

    /** Returns the hash, by which the key is stored and looked up. */
    public KeyHash hash() {
        return KeyHash.of(ascii);
    }

    /** Returns the part before BODY, for example {@code sk_live_}. */
    public String prefix() {
        return new String(ascii, 0, body, StandardCharsets.US_ASCII);
    }

    /** Returns the first characters of BODY. */
    public String hint() {
        return new String(ascii, body, HINT_LENGTH, StandardCharsets.US_ASCII);
    }

    /** Returns the secret, for the one answer that issues the key and for the file of the first key. */
    public String reveal() {
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "PlaintextKey[redacted]";
    }
}
