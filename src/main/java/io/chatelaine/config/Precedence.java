package io.chatelaine.config;

/** Which credential counts where both headers are sent ({@code chatelaine.header.precedence}). */
public enum Precedence {
    X_API_KEY,
    BEARER,
    /** Neither, where they differ. */
    REJECT
}
