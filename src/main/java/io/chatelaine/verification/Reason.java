package io.chatelaine.verification;

import java.util.Locale;

/** Why a credential was refused: for the log, the audit and the counts; the client is told the same for most. */
public enum Reason {
    MALFORMED(false),
    UNKNOWN(false),
    REVOKED(true),
    EXPIRED(true),
    DISABLED(true),
    ACCOUNT_SUSPENDED(true),
    WRONG_ENVIRONMENT(true),
    RESTRICTED_ADDRESS(true),
    RESTRICTED_REFERRER(true),
    RESTRICTED_ENDPOINT(true),
    /** The database did not answer, so nothing is known: 503, never 401. */
    UNAVAILABLE(false);

    private final boolean known;
    private final String word = name().toLowerCase(Locale.ROOT);

    Reason(boolean known) {
        this.known = known;
    }

    /** Whether the credential is a key that was once issued. */
    public boolean known() {
        return known;
    }

    public String word() {
        return word;
    }
}
