package io.chatelaine.key;

/** Detection of keys in texts that are stored or logged. */
public final class KeyDetector {
    private static final Environment[] ENVIRONMENTS = Environment.values();

    /** No BODY of 128 random bits is shorter: 22 base62 digits have 131 bits. */
    private static final int SHORTEST_BODY = 22;

    /** A text that is still percent-encoded after so many decodings counts as one with a key. */
    private static final int MOST_DECODED = 8;

    private KeyDetector() {}

    /**
     * Returns whether the text might contain a key, plain, percent-encoded any number of times, in Base64 or in hex.
     * Call this for each text of a client that is stored or logged.
     */
    public static boolean mightContainKey(String text, String prefix) {
        String read = text;
        for (int i = 0; i < MOST_DECODED; i++) {
            if (isWrittenIn(read, prefix) || EncodedMarks.areIn(read)) {
                return true;
            }
            String decoded = PercentEscapes.decode(read);
            if (decoded.equals(read)) {
                return false;
            }
            read = decoded;
        }
        return true;
    }

    /**
     * Returns whether the text contains {@code PREFIX_live_} or {@code PREFIX_test_}, or a possible whole key of any
     * other prefix: keys of an earlier prefix stay valid when the settings change.
     */
    public static boolean isWrittenIn(String text, String prefix) {
        for (Environment environment : ENVIRONMENTS) {
            String mark = environment.mark();
            for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
                boolean own = at >= prefix.length() && text.startsWith(prefix, at - prefix.length());
                if (own || holdsBody(text, at + mark.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean holdsBody(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < SHORTEST_BODY && isDigit(text.charAt(end))) {
            end++;
        }
        return end - from == SHORTEST_BODY;
    }

    private static boolean isDigit(char c) {
        return c < 128 && Alphabet.BASE62.value((byte) c) >= 0;
    }
}
