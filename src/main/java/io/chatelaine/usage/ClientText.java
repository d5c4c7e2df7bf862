package io.chatelaine.usage;

import io.chatelaine.key.KeyDetector;
import org.jspecify.annotations.Nullable;

/** Reduces texts of a client for storage: to a short, printable text that contains no key. */
final class ClientText {
    static final int LONGEST_USER_AGENT = 200;

    private static final int LONGEST_ADDRESS = 64;

    /**
     * How much of a user agent is searched for a key. A key that begins within the stored part shows its mark within
     * these characters: six characters, or three times as many if each is percent-encoded.
     */
    private static final int LOOKED_AT = LONGEST_USER_AGENT + 30;

    /** A stand-in for the part that was cut off: completes a mark at the end to the shape of a key. */
    private static final String REST = "0".repeat(22);

    private ClientText() {}

    /** Cuts the text to the part that is searched later; returns the same object if the text is short. */
    static @Nullable String cut(@Nullable String userAgent) {
        return userAgent == null || userAgent.length() <= LOOKED_AT ? userAgent : userAgent.substring(0, LOOKED_AT);
    }

    /**
     * Returns the text to store; null if it is blank or might contain a key.
     *
     * @param prefix prefix of the keys that are issued now
     */
    static @Nullable String userAgent(@Nullable String cut, String prefix) {
        if (cut == null || KeyDetector.mightContainKey(cut.length() < LOOKED_AT ? cut : cut + REST, prefix)) {
            return null;
        }
        return printable(cut, LONGEST_USER_AGENT);
    }

    static @Nullable String address(@Nullable String address) {
        return address == null ? null : printable(address, LONGEST_ADDRESS);
    }

    private static @Nullable String printable(String text, int longest) {
        StringBuilder printable = new StringBuilder(longest);
        for (int i = 0; i < text.length() && i < longest; i++) {
            char c = text.charAt(i);
            printable.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return printable.toString().isBlank() ? null : printable.toString();
    }
}
