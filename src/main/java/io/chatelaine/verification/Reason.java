package io.chatelaine.verification;

import io.chatelaine.usage.Outcome;
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
    /** The key is good, and has asked for more than its tier allows: 429. */
    LIMIT_EXCEEDED(true),
    /** Let in, and then refused for want of a scope. */
    INSUFFICIENT_SCOPE(true),
    /** Let in, and then refused since what it asks for goes beyond its own rights. */
    BEYOND_ITS_RIGHTS(true),
    /** Good, and of another account than a gateway asks for. */
    OTHER_ACCOUNT(true),
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

    /** What it counts as in the use of a key that is known: what the client is told. */
    Outcome outcome() {
        return switch (this) {
            case MALFORMED, UNKNOWN, REVOKED, EXPIRED, DISABLED, ACCOUNT_SUSPENDED, WRONG_ENVIRONMENT, UNAVAILABLE ->
                Outcome.UNAUTHORIZED;
            case RESTRICTED_ADDRESS,
                    RESTRICTED_REFERRER,
                    RESTRICTED_ENDPOINT,
                    INSUFFICIENT_SCOPE,
                    BEYOND_ITS_RIGHTS,
                    OTHER_ACCOUNT -> Outcome.FORBIDDEN;
            case LIMIT_EXCEEDED -> Outcome.RATE_LIMITED;
        };
    }

    public String word() {
        return word;
    }
}
