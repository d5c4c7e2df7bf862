package io.chatelaine.audit;

import org.jspecify.annotations.Nullable;

/**
 * The filters of an audit query; null matches everything.
 *
 * @param accountId the only account whose rows the caller may see
 * @param testKeysOnly whether only rows about test keys match
 * @param objectId the id of the changed or refused object
 */
public record AuditQuery(
        @Nullable String accountId,
        boolean testKeysOnly,
        @Nullable String requestId,
        @Nullable String objectId,
        @Nullable String action) {}
