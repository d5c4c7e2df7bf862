package io.chatelaine.config;

/** Treatment of test keys ({@code chatelaine.environment.test}). */
public enum TestKeyPolicy {
    ACCEPT,
    REJECT,
    /**
     * The work of an application for a test key is rolled back. Chatelaine allows the key to read only. A gateway gets
     * the identity of the key only if it asks with {@code environment=any}.
     */
    ROLLBACK
}
