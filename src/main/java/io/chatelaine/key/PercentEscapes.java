package io.chatelaine.key;

/** Decoder of percent-encoded ASCII in any text; a key has only ASCII characters. */
final class PercentEscapes {
    private PercentEscapes() {}

    /** Decodes each escape of an ASCII character once; returns the text itself if it has none. */
    static String decode(String text) {
        int at = text.indexOf('%');
        if (at < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        int from = 0;
        for (; at >= 0; at = text.indexOf('%', at + 1)) {
            int c = ascii(text, at);
            if (at >= from && c >= 0) {
                decoded.append(text, from, at).append((char) c);
                from = at + 3;
            }
        }
        return from == 0 ? text : decoded.append(text, from, text.length()).toString();
    }

    private static int ascii(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = "01234567".indexOf(text.charAt(percent + 1));
        int low = hexDigit(text.charAt(percent + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
