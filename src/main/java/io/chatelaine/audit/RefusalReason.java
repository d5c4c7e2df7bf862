package io.chatelaine.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The reasons of refused credentials, for the log, the audit and the counts. Several reasons share one answer. */
public enum RefusalReason {
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
    /** The key is valid and exceeds the limit of its tier: 429. */
    LIMIT_EXCEEDED,
    /** The key is accepted, and the resource needs a scope that it lacks: 403. */
    INSUFFICIENT_SCOPE,
    /** The key is accepted, and the request asks for more than the key itself may do: 403. */
    BEYOND_ITS_RIGHTS,
    /** The key is valid and belongs to another account than the gateway requires. */
    OTHER_ACCOUNT,
    /** The database does not answer, so the key is not verified: 503, never 401. */
    UNAVAILABLE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Returns the reason as the audit, the log and the counts write it. */
    public String word() {
        return word;
    }

    /** Returns the reason of a word; null if this version does not know it, for example after a downgrade. */
    public static @Nullable RefusalReason of(String word) {
        for (RefusalReason reason : values()) {
            if (reason.word.equals(word)) {
                return reason;
            }
        }
        return null;
    }
}
