package io.chatelaine.security;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.config.Settings;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.RequestId;
import io.chatelaine.quota.LimitStatus;
import io.chatelaine.security.AuthenticationResult.Authenticated;
import io.chatelaine.security.AuthenticationResult.Failed;
import io.chatelaine.security.CredentialExtraction.AmbiguityReason;
import io.chatelaine.security.CredentialExtraction.Ambiguous;
import io.chatelaine.security.CredentialExtraction.CredentialLocation;
import io.chatelaine.security.CredentialExtraction.Present;
import io.chatelaine.security.RequestState.Verification;
import io.chatelaine.verification.KeyVerifier;
import io.chatelaine.verification.RefusalAudit;
import io.chatelaine.verification.VerificationRequest;
import io.chatelaine.verification.VerificationResult;
import io.chatelaine.verification.VerificationResult.Accepted;
import io.chatelaine.verification.VerificationResult.Refused;
import io.chatelaine.verification.VerifiedKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Authenticator of requests by API key: the same for requests to this server and for gateways, once per request. */
@Singleton
public class RequestAuthenticator {
    private static final System.Logger LOG = System.getLogger(RequestAuthenticator.class.getName());

    private final KeyVerifier verifier;
    private final RefusalAudit audit;

    @Inject
    public RequestAuthenticator(KeyVerifier verifier, RefusalAudit audit) {
        this.verifier = verifier;
        this.audit = audit;
    }

    /** Authenticates a request to this server. */
    AuthenticationResult authenticate(HttpServletRequest request) {
        RequestState state = RequestState.of(request);
        return authenticate(
                request, state, request.getQueryString(), () -> VerificationRequests.of(request, state.settings()));
    }

    /**
     * Authenticates a request that a gateway asks about.
     *
     * @param method the method of the original request
     * @param path the raw path of the original request
     * @param query the raw query strings, which must not contain a key; null if absent
     */
    public AuthenticationResult authenticate(
            HttpServletRequest request, String method, String path, @Nullable String query) {
        RequestState state = RequestState.of(request);
        return authenticate(
                request,
                state,
                query,
                () -> VerificationRequests.behindGateway(request, method, path, state.settings()));
    }

    /**
     * Records in the audit that a request was refused after its key was accepted.
     *
     * @param scope whether a scope is missing; else the request exceeds the key's rights
     * @param value the missing scopes, or the right that is exceeded
     */
    public void recordRefusal(HttpServletRequest request, ApiKeyPrincipal caller, boolean scope, String value) {
        RefusalReason reason = scope ? RefusalReason.INSUFFICIENT_SCOPE : RefusalReason.BEYOND_ITS_RIGHTS;
        recordRefusal(request, caller.key(), reason, value);
    }

    /** Records in the audit that a request was refused after its key was accepted. */
    public void recordRefusal(
            HttpServletRequest request, VerifiedKey key, RefusalReason reason, @Nullable String value) {
        Verification verification = RequestState.of(request).verification();
        if (verification == null) {
            throw new IllegalStateException("the request was not verified");
        }
        audit.record(key, reason, value, verification.request());
    }

    private AuthenticationResult authenticate(
            HttpServletRequest request,
            RequestState state,
            @Nullable String query,
            Supplier<VerificationRequest> asked) {
        Settings current = state.settings();
        Challenges challenges = new Challenges(current);
        CredentialExtraction extraction = CredentialExtractor.read(
                values(request, "Authorization"),
                values(request, current.credentials().xApiKeyName()),
                query,
                current.credentials());
        if (extraction instanceof Ambiguous ambiguous) {
            boolean bearer = ambiguous.reason() != AmbiguityReason.X_API_KEY_TWICE;
            return new Failed(problem(ambiguous.reason()), bearer ? challenges.forAmbiguous() : List.of());
        }
        if (extraction instanceof Present present) {
            VerificationResult result = verify(present, state, asked);
            return result instanceof Accepted accepted
                    ? new Authenticated(accepted.key())
                    : failure((Refused) result, present.location(), request, challenges);
        }
        return new Failed(challenges.missing(), challenges.forMissing());
    }

    private static Failed failure(
            Refused refused, CredentialLocation location, HttpServletRequest request, Challenges challenges) {
        // The same work for a known and an unknown key, so that both take the same time. The audit records the
        // refusal of a known key.
        LOG.log(
                Level.DEBUG,
                "{0}: refused, {1} {2}",
                RequestId.of(request),
                refused.reason().word(),
                refused.keyId());
        LimitStatus limit = refused.limit();
        if (limit != null && limit.exceeded() != null) {
            return new Failed(RateLimitHeaders.refusal(limit.exceeded()), List.of(), refused.key());
        }
        if (refused.reason() == RefusalReason.UNAVAILABLE) {
            return Failed.of(Problem.of(ProblemType.UNAVAILABLE));
        }
        String kind = kindOfRestriction(refused.reason());
        if (kind != null) {
            Problem problem = Problem.of(ProblemType.RESTRICTED, "The key may not be used " + kind + '.');
            return new Failed(problem, List.of(), refused.key());
        }
        return new Failed(
                Problem.of(
                        ProblemType.INVALID_API_KEY, "The key is invalid or inactive. Check it, or use another key."),
                challenges.forInvalid(location == CredentialLocation.BEARER));
    }

    /** Returns the kind of restriction, never its allowed values; null if the reason is another. */
    private static @Nullable String kindOfRestriction(RefusalReason reason) {
        return switch (reason) {
            case RESTRICTED_ADDRESS -> "from this IP address";
            case RESTRICTED_REFERRER -> "from this referrer";
            case RESTRICTED_ENDPOINT -> "for this endpoint";
            default -> null;
        };
    }

    /** Verifies the credential once per request, even if the container authenticates the request twice. */
    private VerificationResult verify(Present present, RequestState state, Supplier<VerificationRequest> asked) {
        Verification known = state.verification();
        if (known != null) {
            return known.result();
        }
        VerificationRequest request = asked.get();
        VerificationResult result = verifier.verify(present.text(), request);
        state.verified(request, result);
        return result;
    }

    private static Problem problem(AmbiguityReason reason) {
        return switch (reason) {
            case KEY_IN_QUERY ->
                Problem.of(
                        ProblemType.KEY_IN_QUERY,
                        "A key in the query string is refused. Send the key in a header,"
                                + " and replace a key that was in a URL.");
            case AUTHORIZATION_TWICE ->
                Problem.of(
                        ProblemType.DUPLICATE_CREDENTIALS,
                        "The Authorization header was sent more than once. Send it once.");
            case X_API_KEY_TWICE ->
                Problem.of(
                        ProblemType.DUPLICATE_CREDENTIALS,
                        "The header for the API key was sent more than once. Send it once.");
            case CREDENTIALS_DIFFER ->
                Problem.of(ProblemType.DUPLICATE_CREDENTIALS, "Two headers carry different keys. Send one.");
        };
    }

    private static List<String> values(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
