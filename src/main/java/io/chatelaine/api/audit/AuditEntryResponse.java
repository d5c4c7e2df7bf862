package io.chatelaine.api.audit;

import io.chatelaine.api.keys.KeyResponse;
import io.chatelaine.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit as clients see it: every member is always there.
 *
 * @param account the slug of the account
 * @param object what was changed, or the key whose request was refused
 * @param outcome {@code done} or {@code refused}
 * @param reason of a refusal, a fixed word
 * @param value of the request or the key that the refusal is about
 * @param note why a change was made, in the words of who made it
 * @param asked method and path of a request that was refused
 * @param count how many refusals the row stands for
 */
record AuditEntryResponse(
        String id,
        String happenedAt,
        String account,
        String actor,
        String action,
        String object,
        String outcome,
        @Nullable String reason,
        @Nullable String value,
        @Nullable String explanation,
        @Nullable String note,
        @Nullable String asked,
        @Nullable String address,
        @Nullable String requestId,
        long count) {
    static AuditEntryResponse of(AuditEntry entry) {
        String refusal = entry.refusal();
        return new AuditEntryResponse(
                entry.id(),
                KeyResponse.seconds(entry.happenedAt()),
                entry.accountSlug(),
                entry.actor(),
                entry.action(),
                entry.objectId(),
                refusal == null ? "done" : "refused",
                refusal,
                refusal == null ? null : entry.note(),
                refusal == null ? null : RefusalExplanation.of(refusal, entry),
                refusal == null ? entry.note() : null,
                entry.asked(),
                entry.address(),
                entry.requestId(),
                entry.occurrences());
    }
}
