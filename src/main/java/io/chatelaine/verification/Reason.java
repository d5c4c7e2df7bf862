package io.chatelaine.verification;

import io.chatelaine.usage.Outcome;
import java.util.Locale;

/** Why a credential was refused: for the log, the audit and the counts; the client is told the same for most. */
public enum Reason {
    MALFORMED,
    UNKNOWN,
    REVOKED,
    EXPIRED,
    DISABLED,
    ACCOUNT_SUSPENDED,
    WRONG_ENVIRONMENT,
    RESTRICTED_ADDRESS,
    RESTRICTED_REFERRER,
    RESTRICTED_ENDPOINT,
    /** The key is good, and has asked for more than its tier allows: 429. */
    LIMIT_EXCEEDED,
    /** Let in, and then refused for want of a scope. */
    INSUFFICIENT_SCOPE,
    /** Let in, and then refused since what it asks for goes beyond its own rights. */
    BEYOND_ITS_RIGHTS,
    /** Good, and of another account than a gateway asks for. */
    OTHER_ACCOUNT,
    /** The database did not answer, so nothing is known: 503, never 401. */
    UNAVAILABLE;

    private final String word = name().toLowerCase(Locale.ROOT);

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
