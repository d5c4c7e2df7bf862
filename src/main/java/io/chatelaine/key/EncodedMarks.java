package io.chatelaine.key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Detection of {@code _live_} and {@code _test_} within a text that is encoded as Base64, in either alphabet, or as
 * hex.
 */
final class EncodedMarks {
    private static final Set<String> BASE64 = base64();
    private static final Set<String> HEX = hex();

    private EncodedMarks() {}

    /** Returns whether the text has a mark: seven characters of Base64 or twelve of hex, too long for a coincidence. */
    static boolean areIn(String text) {
        return BASE64.stream().anyMatch(text::contains)
                || HEX.stream().anyMatch(text.toLowerCase(Locale.ROOT)::contains);
    }

    /**
     * Base64 encodes three bytes as four characters, so a mark has three encodings: one for each offset in the group.
     */
    private static Set<String> base64() {
        Set<String> marks = new TreeSet<>();
        for (Environment environment : Environment.values()) {
            String mark = environment.mark();
            for (int before = 0; before < 3; before++) {
                byte[] bytes = ("xx".substring(0, before) + mark).getBytes(StandardCharsets.US_ASCII);
                int first = (before * 8 + 5) / 6;
                int last = bytes.length * 8 / 6;
                marks.add(Base64.getEncoder().encodeToString(bytes).substring(first, last));
                marks.add(Base64.getUrlEncoder().encodeToString(bytes).substring(first, last));
            }
        }
        return marks;
    }

    private static Set<String> hex() {
        Set<String> marks = new TreeSet<>();
        for (Environment environment : Environment.values()) {
            marks.add(HexFormat.of().formatHex(environment.mark().getBytes(StandardCharsets.US_ASCII)));
        }
        return marks;
    }
}
