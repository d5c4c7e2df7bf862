package io.chatelaine.security;

import io.chatelaine.key.KeyDetector;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Search for a key in a raw query string, by parameter name or by key prefix. */
final class KeyInQuery {
    private KeyInQuery() {}

    /**
     * Returns whether the query string contains a key. It compares the raw and the once percent-decoded text.
     *
     * @param names parameter names in lower case; they match in any case, with or without a value
     * @param prefix the key prefix; {@code PREFIX_live_} and {@code PREFIX_test_} match anywhere
     */
    static boolean isIn(String query, Set<String> names, String prefix) {
        String decoded = decode(query);
        if (KeyDetector.isWrittenIn(query, prefix) || KeyDetector.isWrittenIn(decoded, prefix)) {
            return true;
        }
        return hasName(query, names) || (!decoded.equals(query) && hasName(decoded, names));
    }

    private static boolean hasName(String query, Set<String> names) {
        int from = 0;
        while (from <= query.length()) {
            int to = from;
            int nameEnd = -1;
            while (to < query.length() && query.charAt(to) != '&' && query.charAt(to) != ';') {
                if (query.charAt(to) == '=' && nameEnd < 0) {
                    nameEnd = to;
                }
                to++;
            }
            String name = query.substring(from, nameEnd < 0 ? to : nameEnd);
            if (names.contains(name.toLowerCase(Locale.ROOT))) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    /** Percent-decodes once. Invalid escapes stay unchanged. */
    private static String decode(String query) {
        if (query.indexOf('%') < 0) {
            return query;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(query.length());
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            int value = c == '%' && i + 2 < query.length() ? hex(query.charAt(i + 1), query.charAt(i + 2)) : -1;
            if (value >= 0) {
                bytes.write(value);
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static int hex(char high, char low) {
        int h = Character.digit(high, 16);
        int l = Character.digit(low, 16);
        return h < 0 || l < 0 || high > 'f' || low > 'f' ? -1 : h * 16 + l;
    }
}
