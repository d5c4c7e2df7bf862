package io.chatelaine.security;

/** What a request presents: no credential, exactly one, or something that no sense can be made of. */
sealed interface Presented {
    /** No credential in any place that counts. */
    record None() implements Presented {}

    /** The one that counts; its text is what the client sent, not yet looked at. */
    record Credential(Carrier carrier, String text) implements Presented {
        @Override
        public String toString() {
            return "Credential[" + carrier + ", redacted]";
        }
    }

    /** The request cannot be judged: 400. */
    record Ambiguous(Flaw flaw) implements Presented {}

    /** The header that a credential came in. */
    enum Carrier {
        BEARER,
        X_API_KEY
    }

    /** Why a request cannot be judged. */
    enum Flaw {
        KEY_IN_QUERY,
        AUTHORIZATION_TWICE,
        X_API_KEY_TWICE,
        CREDENTIALS_DIFFER
    }
}
