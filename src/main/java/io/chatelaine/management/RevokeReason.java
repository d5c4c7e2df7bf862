package io.chatelaine.management;

import io.chatelaine.key.KeyDetector;
import io.chatelaine.request.ShownText;
import org.jspecify.annotations.Nullable;

/**
 * Why a key is revoked, as far as that can be kept. A revoke never fails because of its comment.
 *
 * @param text at most 200 characters, none of which is a control one, and no key; null if there is nothing to be kept
 * @param changed whether that is not all that was said
 */
public record RevokeReason(@Nullable String text, boolean changed) {
    private static final int LONGEST = 200;
    private static final String NOT_TEXT = "?";

    /** Keeps what can be kept. */
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
