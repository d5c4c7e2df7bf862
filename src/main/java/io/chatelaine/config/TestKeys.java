package io.chatelaine.config;

/** What a test key may do ({@code chatelaine.environment.test}). */
public enum TestKeys {
    ACCEPT,
    REJECT,
    /**
     * What an application does for it is rolled back. Until that is in, the door refuses such a key like an unknown one, and
     * only a gateway that says it will do is told who it is.
     */
    ROLLBACK
}
