package io.chatelaine.management;

import io.chatelaine.key.KeyDetector;
import io.chatelaine.request.ShownText;
import org.jspecify.annotations.Nullable;

/**
 * Storable reason of a revoke. A revoke never fails because of its reason.
 *
 * @param text at most 200 characters without control characters and without a key; null if nothing can be stored
 * @param changed whether the text differs from the text of the client
 */
public record RevokeReason(@Nullable String text, boolean changed) {
    private static final int LONGEST = 200;
    private static final String NOT_TEXT = "?";

    /** Returns the storable part of a text. */
    static RevokeReason of(@Nullable String said, String keyPrefix) {
        if (said == null || said.isEmpty()) {
            return new RevokeReason(null, false);
        }
        if (KeyDetector.mightContainKey(said, keyPrefix)) {
            return new RevokeReason(null, true);
        }
        StringBuilder kept = new StringBuilder();
        said.codePoints()
                .limit(LONGEST)
                .forEach(c -> kept.append(ShownText.isText(c) ? Character.toString(c) : NOT_TEXT));
        String text = kept.toString();
        return new RevokeReason(ShownText.showsNothing(text) ? null : text, !text.equals(said));
    }
}
