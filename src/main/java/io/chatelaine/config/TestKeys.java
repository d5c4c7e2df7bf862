package io.chatelaine.config;

/** What a test key may do ({@code chatelaine.environment.test}). */
public enum TestKeys {
    ACCEPT,
    REJECT,
    /** What an application does for it is rolled back. Until that is in, such a key is refused like an unknown one. */
    ROLLBACK
}
