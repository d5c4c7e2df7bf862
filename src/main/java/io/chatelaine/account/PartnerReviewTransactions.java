package io.chatelaine.account;

import io.chatelaine.change.CallerRecheck;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.NoSuchApplicationException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Each step of a review: one transaction, and in it the caller's own standing, the step and its audit row. */
@Stateless
public class PartnerReviewTransactions {
    @Inject
    public CallerRecheck recheck;

    @Inject
    public ApplicationQueries applications;

    /** @throws ConflictException where an application of the account is pending, or the account is approved */
    @RolesAllowed("keys:write")
    public PartnerApplication apply(String useCase, String expectedVolume, Caller caller) {
        recheck.require(caller);
        if (applications.isApproved(caller.accountId())) {
            throw ConflictException.approvedAlready();
        }
        return applications
                .create(caller.accountId(), useCase, expectedVolume, caller.context())
                .orElseThrow(ConflictException::applicationPending);
    }

    /**
     * @param reason of a refusal; null where it is approved
     * @throws NoSuchApplicationException where there is none of that id
     * @throws ConflictException where it is decided already
     */
    @RolesAllowed("admin")
    public PartnerApplication decide(String id, @Nullable String reason, Caller caller) {
        recheck.require(caller);
        PartnerApplication application = applications.find(id, null).orElseThrow(NoSuchApplicationException::new);
        if (!applications.decide(application, reason, caller.context())) {
            throw ConflictException.decided(application.status());
        }
        return application;
    }
}
