package io.chatelaine.config;

/** What happens to a request with a key in its query ({@code chatelaine.query.policy}). */
public enum QueryPolicy {
    REJECT,
    IGNORE
}
