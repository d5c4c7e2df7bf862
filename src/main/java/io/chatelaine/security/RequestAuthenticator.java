package io.chatelaine.security;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
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
import io.chatelaine.verification.Client;
import io.chatelaine.verification.KeyVerifier;
import io.chatelaine.verification.RefusalAudit;
import io.chatelaine.verification.RequestFacts;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Authenticator of requests by API key: the same for requests to this server and for gateways, once per request. */
@Singleton
public class RequestAuthenticator {
    private static final System.Logger LOG = System.getLogger(RequestAuthenticator.class.getName());
    private static final String RESULT = VerificationResult.class.getName();

    private final SettingsSnapshot settings;
    private final KeyVerifier verifier;
    private final RefusalAudit audit;
    private final ClientResolver clients;

    @Inject
    public RequestAuthenticator(
            SettingsSnapshot settings, KeyVerifier verifier, RefusalAudit audit, ClientResolver clients) {
        this.settings = settings;
        this.verifier = verifier;
        this.audit = audit;
        this.clients = clients;
    }

    /** Authenticates a request to this server. */
    AuthenticationResult authenticate(HttpServletRequest request) {
        return authenticate(request, factsOf(request), request.getQueryString(), clients::of);
    }

    private static RequestFacts factsOf(HttpServletRequest request) {
        String below = request.getPathInfo();
        String path = below == null ? request.getServletPath() : request.getServletPath() + below;
        String raw = raw(request);
        return new RequestFacts(
                request.getMethod(), path, raw, request.getQueryString(), OwnResources.purpose(request, raw));
    }

    /**
     * Records in the audit that a request was refused after its key was accepted.
     *
     * @param scope whether a scope is missing; else the request exceeds the key's rights
     * @param value the missing scopes, or the right that is exceeded
     */
    public void recordRefusal(HttpServletRequest request, ApiKeyPrincipal caller, boolean scope, String value) {
        RefusalReason reason = scope ? RefusalReason.INSUFFICIENT_SCOPE : RefusalReason.BEYOND_ITS_RIGHTS;
        audit.record(caller.key(), reason, value, factsOf(request), clients.of(request));
    }

    /** Records in the audit that the accepted key lacks a scope. */
    void recordRefusal(HttpServletRequest request, VerifiedKey key, String scope) {
        audit.record(key, RefusalReason.INSUFFICIENT_SCOPE, scope, factsOf(request), clients.of(request));
    }

    /** Records the refusal of a request that a gateway asks about. */
    public void recordRefusal(
            HttpServletRequest request,
            RequestFacts asked,
            VerifiedKey key,
            RefusalReason reason,
            @Nullable String value) {
        audit.record(key, reason, value, asked, clients.behindGateway(request));
    }

    /** Returns the raw path below the context root; empty (ambiguous) if the client wrote the root differently. */
    private static String raw(HttpServletRequest request) {
        String uri = request.getRequestURI();
        return uri.startsWith(request.getContextPath())
                ? uri.substring(request.getContextPath().length())
                : "";
    }

    /**
     * Authenticates a request that a gateway asks about.
     *
     * @param query the raw query strings, which must not contain a key; null if absent
     */
    public AuthenticationResult authenticate(HttpServletRequest request, RequestFacts asked, @Nullable String query) {
        return authenticate(request, asked, query, clients::behindGateway);
    }

    private AuthenticationResult authenticate(
            HttpServletRequest request,
            RequestFacts asked,
            @Nullable String query,
            Function<HttpServletRequest, Client> client) {
        Settings current = settings.current();
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
            VerificationResult result = verify(present, request, asked, client);
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
    private VerificationResult verify(
            Present present,
            HttpServletRequest request,
            RequestFacts asked,
            Function<HttpServletRequest, Client> client) {
        if (request.getAttribute(RESULT) instanceof VerificationResult known) {
            return known;
        }
        VerificationResult result = verifier.verify(present.text(), asked, client.apply(request));
        request.setAttribute(RESULT, result);
        RateLimitHeaders.store(request, result);
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
