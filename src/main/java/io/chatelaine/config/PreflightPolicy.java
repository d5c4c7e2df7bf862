package io.chatelaine.config;

/** Policy for a browser's CORS preflight, which never bears a key ({@code chatelaine.preflight}). */
public enum PreflightPolicy {
    /** It needs a key, like any other request. */
    REFUSE,
    /** It reaches an application that has the mechanism in it, without its key headers and cookies. */
    PASS
}
