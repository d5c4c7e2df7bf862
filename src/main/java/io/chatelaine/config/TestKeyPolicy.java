package io.chatelaine.config;

/** What a test key may do ({@code chatelaine.environment.test}). */
public enum TestKeyPolicy {
    ACCEPT,
    REJECT,
    /**
     * What an application does for it is rolled back, and Chatelaine lets it read only. Of gateways, only one that says it
     * will do is told who it is.
     */
    ROLLBACK
}
