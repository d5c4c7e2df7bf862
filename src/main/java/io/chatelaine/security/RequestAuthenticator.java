package io.chatelaine.security;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.config.Settings;
import io.chatelaine.problem.RequestId;
import io.chatelaine.security.AuthenticationResult.Authenticated;
import io.chatelaine.security.AuthenticationResult.Failed;
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
import java.util.Objects;
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

    /**
     * Refuses a request after its key was accepted, and records that in the audit.
     *
     * @param refused the requirement that the key does not meet
     */
    public Failed refuse(HttpServletRequest request, Refused refused) {
        VerifiedKey key = Objects.requireNonNull(refused.key());
        recordRefusal(request, key, refused.reason(), refused.value());
        return new FailureProblems(RequestState.of(request).settings()).unmet(refused);
    }

    private void recordRefusal(
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
        Settings settings = state.settings();
        CredentialExtraction extraction = CredentialExtractor.read(
                values(request, "Authorization"),
                values(request, settings.credentials().xApiKeyName()),
                query,
                settings.credentials());
        if (extraction instanceof Ambiguous ambiguous) {
            return new FailureProblems(settings).ambiguous(ambiguous.reason());
        }
        if (extraction instanceof Present present) {
            VerificationResult result = verify(present, state, asked);
            return result instanceof Accepted accepted
                    ? new Authenticated(accepted.key())
                    : failure((Refused) result, present.location(), request, settings);
        }
        return new FailureProblems(settings).missing();
    }

    private static Failed failure(
            Refused refused, CredentialLocation location, HttpServletRequest request, Settings settings) {
        // The same work for a known and an unknown key, so that both take the same time. The audit records the
        // refusal of a known key.
        LOG.log(
                Level.DEBUG,
                "{0}: refused, {1} {2}",
                RequestId.of(request),
                refused.reason().word(),
                refused.keyId());
        return new FailureProblems(settings).refused(refused, location == CredentialLocation.BEARER);
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

    private static List<String> values(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
