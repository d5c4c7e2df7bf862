package io.chatelaine.usage;

import java.util.Locale;

/** The outcome of a request with a known key, as its client saw it. Add new constants at the end. */
public enum Outcome {
    /** The key was accepted; the resource's own status does not count. */
    ACCEPTED,
    UNAUTHORIZED,
    FORBIDDEN,
    RATE_LIMITED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Returns the {@code code} of the problem, or {@code accepted}. */
    public String word() {
        return word;
    }
}
