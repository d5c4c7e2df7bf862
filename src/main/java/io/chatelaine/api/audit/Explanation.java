package io.chatelaine.api.audit;

import io.chatelaine.audit.AuditEntry;

/** Why a request was refused, in a sentence for whoever has to help its sender. */
final class Explanation {
    private Explanation() {}

    /** @param refusal the word of the reason */
    static String of(String refusal, AuditEntry entry) {
        String value = entry.note() == null ? "" : entry.note();
        return switch (refusal) {
            case "revoked" -> "The key was revoked at " + value + '.';
            case "expired" -> "The key ran out at " + value + '.';
            case "disabled" -> "The key is disabled; PATCH it with enabled true to let it in again.";
            case "account_suspended" -> "The account " + value + " is suspended, and with it all of its keys.";
            case "wrong_environment" -> "This server does not take a " + value + " key for such a request.";
            case "restricted_address" -> "The key is not for the address " + value + ", from which it came.";
            case "restricted_referrer" ->
                value.isEmpty()
                        ? "The key is for requests from certain pages only, and none was named (Referer)."
                        : "The key is not for requests from the page " + value + '.';
            case "restricted_endpoint" -> "The key is not for " + value + '.';
            case "limit_exceeded" -> "The key is good, but has used up what its tier allows in this time.";
            case "insufficient_scope" -> "The key is good, but lacks the scope: " + value + '.';
            case "beyond_its_rights" -> "The key is good, but asked for more than it may: " + value;
            case "other_account" ->
                "The key is good, but not of the account " + value + ", which the gateway asks for.";
            case "not_told_apart" ->
                "In this minute more requests with keys of the account were refused than the audit tells apart.";
            default -> "Refused: " + refusal.replace('_', ' ') + (value.isEmpty() ? "." : ": " + value + '.');
        };
    }
}
