package io.chatelaine.config;

import java.util.Set;

/**
 * Ways in which a request may carry a key.
 *
 * @param bearer whether {@code Authorization: Bearer} counts
 * @param xApiKey whether the header {@code xApiKeyName} counts
 * @param queryNames query parameters that count as a key, in lower case
 * @param keyPrefix prefix of new keys
 */
public record CredentialSettings(
        boolean bearer,
        boolean xApiKey,
        String xApiKeyName,
        Precedence precedence,
        QueryPolicy queryPolicy,
        Set<String> queryNames,
        String keyPrefix) {

    /** The credential that counts if both headers are sent ({@code chatelaine.header.precedence}). */
    public enum Precedence {
        X_API_KEY,
        BEARER,
        /** Neither, if the two differ. */
        REJECT
    }

    /** Treatment of a key in the query ({@code chatelaine.query.policy}). */
    public enum QueryPolicy {
        REJECT,
        IGNORE
    }
}
