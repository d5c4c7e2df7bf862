package io.chatelaine.usage;

import io.chatelaine.key.KeyDetector;
import org.jspecify.annotations.Nullable;

/** What is kept of texts that a client sent: short, printable, and never a key. */
final class ClientText {
    static final int LONGEST_USER_AGENT = 200;

    private static final int LONGEST_ADDRESS = 64;

    /** A key that begins in what is kept is known by its mark: six characters, each of them three if it is escaped. */
    private static final int LOOKED_AT = LONGEST_USER_AGENT + 30;

    /** What may have been cut off: whatever a mark at the end began. */
    private static final String REST = "0".repeat(22);

    private ClientText() {}

    /** As much of it as is looked at later; the text itself where it is short, as nearly all are. */
    static @Nullable String cut(@Nullable String userAgent) {
        return userAgent == null || userAgent.length() <= LOOKED_AT ? userAgent : userAgent.substring(0, LOOKED_AT);
    }

    /** @param prefix of the keys that are issued now */
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
