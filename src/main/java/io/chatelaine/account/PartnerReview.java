package io.chatelaine.account;

import io.chatelaine.account.ApplicationQueries.ApplicationQuery;
import io.chatelaine.change.ChangeTurns;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scope;
import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.FieldErrors;
import io.chatelaine.request.InvalidQueryException;
import io.chatelaine.request.InvalidRequestException;
import io.chatelaine.request.NotFoundException;
import io.chatelaine.request.Page;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Use cases of partner applications. A key of a reviewed tier requires an approved account, also if an administrator
 * issues it. An account applies, and an administrator decides. This class holds no transaction.
 */
@Singleton
public class PartnerReview {
    private static final int LONGEST_USE_CASE = 2000;
    private static final int LONGEST_VOLUME = 200;
    private static final int LONGEST_REASON = 1000;

    private final ApplicationQueries applications;
    private final ChangeTurns turns;

    @Inject
    public PartnerReview(ApplicationQueries applications, ChangeTurns turns) {
        this.applications = applications;
        this.turns = turns;
    }

    /** @throws BeyondCallerException if the tier is reviewed and the account of the key is not approved */
    public void requireApproved(@Nullable String tier, Caller caller) {
        if (tier != null
                && caller.settings().tierSettings().reviewed().contains(tier)
                && !applications.isApproved(caller.accountId())) {
            throw new BeyondCallerException("Keys of the tier " + tier
                    + " require an approved account: apply with POST /v1/partner-applications.");
        }
    }

    /**
     * Applies for the caller's own account.
     *
     * @throws InvalidRequestException if a text is missing or invalid
     * @throws BeyondCallerException if the caller is a test key
     * @throws ConflictException if an application is pending, the account is approved, or no tier is reviewed
     */
    public PartnerApplication apply(PartnerRequest asked, Caller caller) {
        FieldErrors errors = new FieldErrors(caller.settings());
        String useCase = errors.text("use_case", asked.useCase(), "say what the keys are for", LONGEST_USE_CASE);
        String volume = errors.text(
                "expected_volume", asked.expectedVolume(), "say how many requests you expect", LONGEST_VOLUME);
        errors.finish();
        requireLive(caller);
        if (caller.settings().tierSettings().reviewed().isEmpty()) {
            throw ConflictException.nothingIsReviewed();
        }
        return apply(useCase, volume, caller);
    }

    /**
     * Approves an application.
     *
     * @throws NotFoundException if the application does not exist
     * @throws ConflictException if it has been decided
     */
    public PartnerApplication approve(String id, Caller caller) {
        requireLive(caller);
        return decide(id, null, caller);
    }

    /**
     * Refuses an application.
     *
     * @throws InvalidRequestException if the reason is missing or invalid
     * @throws NotFoundException if the application does not exist
     * @throws ConflictException if it has been decided
     */
    public PartnerApplication refuse(String id, @Nullable String reason, Caller caller) {
        FieldErrors errors = new FieldErrors(caller.settings());
        String why = errors.text("reason", reason, "give the applicant a reason", LONGEST_REASON);
        errors.finish();
        requireLive(caller);
        return decide(id, why, caller);
    }

    /** Applies with valid texts. */
    public PartnerApplication apply(String useCase, String expectedVolume, Caller caller) {
        return turns.giving(caller, Scope.KEYS_WRITE, Set.of(), change -> {
            if (applications.isApproved(caller.accountId())) {
                throw ConflictException.approvedAlready();
            }
            return applications
                    .create(change, caller.accountId(), useCase, expectedVolume)
                    .orElseThrow(ConflictException::applicationPending);
        });
    }

    /** @param reason the reason of a refusal; null approves */
    public PartnerApplication decide(String id, @Nullable String reason, Caller caller) {
        return turns.giving(caller, Scope.ADMIN, Set.of(), change -> {
            PartnerApplication application = applications.find(id, null).orElseThrow(NotFoundException::application);
            if (!applications.decide(change, application, reason)) {
                throw ConflictException.decided(application.status());
            }
            return application;
        });
    }

    /** @throws NotFoundException if the caller cannot see the application */
    public PartnerApplication find(String id, Caller caller) {
        return applications.find(id, seen(caller)).orElseThrow(NotFoundException::application);
    }

    /**
     * Returns a page of applications, newest first. An administrator sees those of all accounts.
     *
     * @throws InvalidQueryException if the cursor does not come from a page of this caller
     */
    public Page<PartnerApplication> list(PartnerFilter filter, Caller caller) {
        PartnerApplication last = filter.page()
                .cursor()
                .map(cursor -> applications.find(cursor, seen(caller)).orElseThrow(InvalidQueryException::noSuchCursor))
                .orElse(null);
        int limit = filter.page().limit();
        ApplicationQuery query = new ApplicationQuery(seen(caller), filter.status());
        return Page.of(applications.list(query, last, limit + 1), limit, PartnerApplication::id);
    }

    /** Returns the id of the account whose applications the caller sees; null if the caller sees all. */
    private static @Nullable String seen(Caller caller) {
        return caller.scopes().include(List.of(Scope.ADMIN)) ? null : caller.accountId();
    }

    private static void requireLive(Caller caller) {
        if (caller.environment() != Environment.LIVE) {
            throw new BeyondCallerException("A test key cannot submit or decide applications. Use a live key.");
        }
    }
}
