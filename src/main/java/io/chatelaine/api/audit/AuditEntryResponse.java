package io.chatelaine.api.audit;

import io.chatelaine.api.keys.KeyResponse;
import io.chatelaine.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

/**
 * An audit entry in responses: every member is always present.
 *
 * @param account the slug of the account
 * @param object id of the changed object, or of the key whose request was refused
 * @param outcome {@code done} or {@code refused}
 * @param reason fixed word for the reason of a refusal
 * @param value detail of the request or the key that caused the refusal
 * @param note reason of a change, as its caller wrote it
 * @param asked method and path of a refused request
 * @param count number of refusals that the entry stands for
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
