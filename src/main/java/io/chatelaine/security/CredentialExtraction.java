package io.chatelaine.security;

/** What a request presents: no credential, exactly one, or something that no sense can be made of. */
sealed interface CredentialExtraction {
    /** No credential in any place that counts. */
    record Absent() implements CredentialExtraction {}

    /** The one that counts; its text is what the client sent, not yet looked at. */
    record Present(CredentialLocation location, String text) implements CredentialExtraction {
        @Override
        public String toString() {
            return "Present[" + location + ", redacted]";
        }
    }

    /** The request cannot be judged: 400. */
    record Ambiguous(AmbiguityReason reason) implements CredentialExtraction {}

    /** The header that a credential came in. */
    enum CredentialLocation {
        BEARER,
        X_API_KEY
    }

    /** Why a request cannot be judged. */
    enum AmbiguityReason {
        KEY_IN_QUERY,
        AUTHORIZATION_TWICE,
        X_API_KEY_TWICE,
        CREDENTIALS_DIFFER
    }
}
