package io.chatelaine.api.audit;

import io.chatelaine.audit.AuditEntry;
import io.chatelaine.audit.RefusalBuffer;
import io.chatelaine.audit.RefusalReason;

/** Why a request was refused, in a sentence for whoever has to help its sender. */
final class RefusalExplanation {
    private RefusalExplanation() {}

    /** @param word the reason as the audit holds it */
    static String of(String word, AuditEntry entry) {
        String value = entry.note() == null ? "" : entry.note();
        RefusalReason reason = RefusalReason.of(word);
        if (reason != null) {
            return of(reason, value);
        }
        return word.equals(RefusalBuffer.NOT_TOLD_APART)
                ? "In this minute more requests with keys of the account were refused than the audit tells apart."
                : named(word, value);
    }

    private static String of(RefusalReason reason, String value) {
        return switch (reason) {
            case REVOKED -> "The key was revoked at " + value + '.';
            case EXPIRED -> "The key ran out at " + value + '.';
            case DISABLED -> "The key is disabled; PATCH it with enabled true to let it in again.";
            case ACCOUNT_SUSPENDED -> "The account " + value + " is suspended, and with it all of its keys.";
            case WRONG_ENVIRONMENT -> "This server does not take a " + value + " key for such a request.";
            case RESTRICTED_ADDRESS -> "The key is not for the address " + value + ", from which it came.";
            case RESTRICTED_REFERRER ->
                value.isEmpty()
                        ? "The key is for requests from certain pages only, and none was named (Referer)."
                        : "The key is not for requests from the page " + value + '.';
            case RESTRICTED_ENDPOINT -> "The key is not for " + value + '.';
            case LIMIT_EXCEEDED -> "The key is good, but has used up what its tier allows in this time.";
            case INSUFFICIENT_SCOPE -> "The key is good, but lacks the scope: " + value + '.';
            case BEYOND_ITS_RIGHTS -> "The key is good, but asked for more than it may: " + value;
            case OTHER_ACCOUNT -> "The key is good, but not of the account " + value + ", which the gateway asks for.";
            case MALFORMED, UNKNOWN, UNAVAILABLE -> named(reason.word(), value);
        };
    }

    private static String named(String word, String value) {
        return "Refused: " + word.replace('_', ' ') + (value.isEmpty() ? "." : ": " + value + '.');
    }
}
