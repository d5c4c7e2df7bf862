package io.chatelaine.key;

/** Whether a text that will be kept or logged might hold a key. */
public final class KeyText {
    private static final String[] MARKS = marks();

    private KeyText() {}

    private static String[] marks() {
        Environment[] environments = Environment.values();
        String[] marks = new String[environments.length];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = '_' + environments[i].text() + '_';
        }
        return marks;
    }

    /** Whether {@code PREFIX_live_} or {@code PREFIX_test_} stands anywhere in the text. */
    public static boolean mayHoldKey(String text, String prefix) {
        for (String mark : MARKS) {
            for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
                if (at >= prefix.length() && text.startsWith(prefix, at - prefix.length())) {
                    return true;
                }
            }
        }
        return false;
    }
}
