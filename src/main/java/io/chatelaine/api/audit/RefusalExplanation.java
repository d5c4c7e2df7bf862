package io.chatelaine.api.audit;

import io.chatelaine.audit.AuditEntry;
import io.chatelaine.audit.RefusalBuffer;
import io.chatelaine.audit.RefusalReason;

/** Explains a refusal in one sentence, for the person who supports the client. */
final class RefusalExplanation {
    private RefusalExplanation() {}

    /** @param word the reason as stored in the audit entry */
    static String of(String word, AuditEntry entry) {
        String value = entry.note() == null ? "" : entry.note();
        RefusalReason reason = RefusalReason.of(word);
        if (reason != null) {
            return of(reason, value);
        }
        return word.equals(RefusalBuffer.NOT_TOLD_APART)
                ? "In this minute, more requests of the account were refused than the audit lists one by one."
                : named(word, value);
    }

    private static String of(RefusalReason reason, String value) {
        return switch (reason) {
            case REVOKED -> "The key was revoked at " + value + '.';
            case EXPIRED -> "The key expired at " + value + '.';
            case DISABLED -> "The key is disabled. To enable it, PATCH it with enabled true.";
            case ACCOUNT_SUSPENDED -> "The account " + value + " is suspended, so all of its keys are refused.";
            case WRONG_ENVIRONMENT -> "This server does not accept a " + value + " key for this request.";
            case RESTRICTED_ADDRESS -> "The key's restrictions do not allow requests from the address " + value + '.';
            case RESTRICTED_REFERRER ->
                value.isEmpty()
                        ? "The key's restrictions need a Referer header, and the request had none."
                        : "The key's restrictions do not allow requests from the page " + value + '.';
            case RESTRICTED_ENDPOINT -> "The key's restrictions do not allow " + value + '.';
            case LIMIT_EXCEEDED -> "The key is valid, but it has used up a limit of its tier.";
            case INSUFFICIENT_SCOPE -> "The key is valid, but it lacks the scope: " + value + '.';
            case BEYOND_ITS_RIGHTS -> "The key is valid, but the call needs more rights than the key has: " + value;
            case OTHER_ACCOUNT -> "The key is valid, but the gateway requires a key of the account " + value + '.';
            case MALFORMED, UNKNOWN, UNAVAILABLE -> named(reason.word(), value);
        };
    }

    private static String named(String word, String value) {
        return "Refused: " + word.replace('_', ' ') + (value.isEmpty() ? "." : ": " + value + '.');
    }
}
