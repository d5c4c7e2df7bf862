package io.chatelaine.security;

/** The credential of a request: absent, present once, or ambiguous. */
sealed interface CredentialExtraction {
    /** No credential in any enabled header. */
    record Absent() implements CredentialExtraction {}

    /** The credential that counts. Its text is unchecked. */
    record Present(CredentialLocation location, String text) implements CredentialExtraction {
        @Override
        public String toString() {
            return "Present[" + location + ", redacted]";
        }
    }

    /** A request that is refused with 400, because it is unclear which credential counts. */
    record Ambiguous(AmbiguityReason reason) implements CredentialExtraction {}

    /** The header that carries a credential. */
    enum CredentialLocation {
        BEARER,
        X_API_KEY
    }

    /** The reason for an ambiguous request. */
    enum AmbiguityReason {
        KEY_IN_QUERY,
        AUTHORIZATION_TWICE,
        X_API_KEY_TWICE,
        CREDENTIALS_DIFFER
    }
}
