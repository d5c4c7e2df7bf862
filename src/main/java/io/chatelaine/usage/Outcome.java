package io.chatelaine.usage;

import java.util.Locale;

/** What became of a request that came with a known key, as its client saw it. The constants may be added to, at the end. */
public enum Outcome {
    /** The key was good; what the resource then made of the request is not the key's. */
    ACCEPTED,
    UNAUTHORIZED,
    FORBIDDEN,
    RATE_LIMITED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The {@code code} that a problem bears, or {@code accepted}. */
    public String word() {
        return word;
    }
}
