package io.chatelaine.key;

/** Whether a text that will be kept or logged might hold a key. */
public final class KeyText {
    private static final Environment[] ENVIRONMENTS = Environment.values();

    private KeyText() {}

    /** Whether {@code PREFIX_live_} or {@code PREFIX_test_} stands anywhere in the text. */
    public static boolean mayHoldKey(String text, String prefix) {
        for (Environment environment : ENVIRONMENTS) {
            String mark = environment.mark();
            for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
                if (at >= prefix.length() && text.startsWith(prefix, at - prefix.length())) {
                    return true;
                }
            }
        }
        return false;
    }
}
