package io.chatelaine.api.partners;

import io.chatelaine.account.PartnerApplication;
import io.chatelaine.api.keys.KeyResponse;
import org.jspecify.annotations.Nullable;

/**
 * A partner application in responses: every member is always present. Times are UTC, in whole seconds.
 *
 * @param account the slug of the account that applied
 */
record PartnerApplicationResponse(
        String id,
        String account,
        String useCase,
        String expectedVolume,
        String status,
        @Nullable String reason,
        String createdAt,
        String createdBy,
        @Nullable String decidedAt) {
    static PartnerApplicationResponse of(PartnerApplication application) {
        return new PartnerApplicationResponse(
                application.id(),
                application.account().slug(),
                application.useCase(),
                application.expectedVolume(),
                application.status(),
                application.reason(),
                KeyResponse.seconds(application.createdAt()),
                application.createdBy(),
                KeyResponse.secondsOrNull(application.decidedAt()));
    }
}
