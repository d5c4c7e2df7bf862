package io.chatelaine.security;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.config.Settings;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.quota.LimitStatus;
import io.chatelaine.quota.LimitStatus.Part;
import io.chatelaine.security.AuthenticationResult.Failed;
import io.chatelaine.security.CredentialExtraction.AmbiguityReason;
import io.chatelaine.verification.VerificationResult.Refused;
import java.util.List;

/** The problem and the challenges for each reason of a failed authentication: all that a client learns of the reason. */
public final class FailureProblems {
    private static final String TEST_KEY = "This is a test key, and its changes must not be persisted."
            + " Use a live key, or let the gateway ask with environment=any.";

    private final Challenges challenges;

    public FailureProblems(Settings settings) {
        challenges = new Challenges(settings);
    }

    /** Returns the failure of a request without a credential. */
    Failed missing() {
        return new Failed(challenges.missing(), challenges.forMissing());
    }

    /** Returns the failure of a request whose credential is ambiguous. */
    Failed ambiguous(AmbiguityReason reason) {
        return switch (reason) {
            case KEY_IN_QUERY ->
                bearer(
                        ProblemType.KEY_IN_QUERY,
                        "A key in the query string is refused. Send the key in a header,"
                                + " and replace a key that was in a URL.");
            case AUTHORIZATION_TWICE ->
                bearer(
                        ProblemType.DUPLICATE_CREDENTIALS,
                        "The Authorization header was sent more than once. Send it once.");
            case X_API_KEY_TWICE ->
                Failed.of(Problem.of(
                        ProblemType.DUPLICATE_CREDENTIALS,
                        "The header for the API key was sent more than once. Send it once."));
            case CREDENTIALS_DIFFER ->
                bearer(ProblemType.DUPLICATE_CREDENTIALS, "Two headers carry different keys. Send one.");
        };
    }

    private Failed bearer(ProblemType type, String detail) {
        return new Failed(Problem.of(type, detail), challenges.forAmbiguous());
    }

    /**
     * Returns the failure of a refused credential.
     *
     * @param bearer whether the credential was a Bearer token
     */
    Failed refused(Refused refused, boolean bearer) {
        return switch (refused.reason()) {
            case MALFORMED, UNKNOWN, REVOKED, EXPIRED, DISABLED, ACCOUNT_SUSPENDED, WRONG_ENVIRONMENT ->
                new Failed(
                        Problem.of(
                                ProblemType.INVALID_API_KEY,
                                "The key is invalid or inactive. Check it, or use another key."),
                        challenges.forInvalid(bearer));
            case RESTRICTED_ADDRESS -> restricted(refused, "from this IP address");
            case RESTRICTED_REFERRER -> restricted(refused, "from this referrer");
            case RESTRICTED_ENDPOINT -> restricted(refused, "for this endpoint");
            case LIMIT_EXCEEDED -> limited(refused);
            case INSUFFICIENT_SCOPE -> scopeless(String.valueOf(refused.value()));
            case BEYOND_ITS_RIGHTS -> Failed.of(Problem.of(ProblemType.FORBIDDEN));
            case OTHER_ACCOUNT -> Failed.of(Problem.of(ProblemType.NOT_FOUND));
            case UNAVAILABLE -> Failed.of(Problem.of(ProblemType.UNAVAILABLE));
        };
    }

    /** Returns the failure of a key that is valid but does not meet a requirement of the caller. */
    public Failed unmet(Refused refused) {
        // A valid test key is of the wrong environment only for a caller that persists changes.
        return refused.reason() == RefusalReason.WRONG_ENVIRONMENT
                ? Failed.of(Problem.of(ProblemType.FORBIDDEN, TEST_KEY))
                : refused(refused, false);
    }

    /** Names the kind of the restriction, never its allowed values. */
    private static Failed restricted(Refused refused, String kind) {
        Problem problem = Problem.of(ProblemType.RESTRICTED, "The key may not be used " + kind + '.');
        return new Failed(problem, List.of(), refused.key());
    }

    private static Failed limited(Refused refused) {
        LimitStatus limit = refused.limit();
        Part exceeded = limit == null ? null : limit.exceeded();
        Problem problem = exceeded == null ? Problem.of(ProblemType.RATE_LIMITED) : RateLimitHeaders.refusal(exceeded);
        return new Failed(problem, List.of(), refused.key());
    }

    /** @param scopes the required scopes, separated by spaces */
    private Failed scopeless(String scopes) {
        String names = scopes.replace(" ", " and the scope ");
        Problem problem = Problem.of(ProblemType.INSUFFICIENT_SCOPE, "This call needs the scope " + names + '.');
        return new Failed(problem, challenges.forInsufficientScope(scopes));
    }
}
