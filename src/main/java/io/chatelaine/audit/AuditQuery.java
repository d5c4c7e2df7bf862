package io.chatelaine.audit;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of the audit are asked for; null is what does not matter.
 *
 * @param accountId the one account whose rows may be seen
 * @param testKeysOnly whether only what test keys did and what was done to them may be
 * @param objectId what was changed or refused
 */
public record AuditQuery(
        @Nullable String accountId,
        boolean testKeysOnly,
        @Nullable String requestId,
        @Nullable String objectId,
        @Nullable String action) {}
