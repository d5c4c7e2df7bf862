package io.chatelaine.security;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.config.Settings;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.security.AuthenticationResult.Authenticated;
import io.chatelaine.security.AuthenticationResult.Failed;
import io.chatelaine.security.rollback.SynchronousRequest;
import io.chatelaine.security.rollback.TestKeyMark;
import io.chatelaine.verification.VerificationResult.Refused;
import io.chatelaine.verification.VerifiedKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** Scheme of API keys: no session, no cookie, one result per request. It writes each refusal, once. */
@Singleton
public class ApiKeyScheme implements AuthenticationScheme {
    private final RequestAuthenticator authenticator;

    @Inject
    public ApiKeyScheme(RequestAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** Returns true: a request without a key is refused. */
    @Override
    public boolean handles(HttpServletRequest request) {
        return true;
    }

    @Override
    public AuthenticationStatus authenticate(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) throws IOException {
        AuthenticationResult result = authenticator.authenticate(request);
        RateLimitHeaders.write(request, response);
        return result instanceof Authenticated authenticated
                ? accept(authenticated.key(), request, response, context)
                : refuseKnown((Failed) result, request, response);
    }

    private AuthenticationStatus refuseKnown(Failed failed, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        VerifiedKey key = failed.known();
        if (key != null) {
            Sunset.write(key, response);
            TestKeyMark.put(key, request, response);
        }
        return refuse(request, response, failed);
    }

    private AuthenticationStatus accept(
            VerifiedKey key, HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws IOException {
        Settings current = RequestState.of(request).settings();
        Sunset.write(key, response);
        if (TestKeyMark.put(key, request, response) && SynchronousRequest.isWebSocket(request)) {
            return refuse(
                    request, response, Failed.of(Problem.of(ProblemType.FORBIDDEN, SynchronousRequest.ASYNCHRONOUS)));
        }
        Set<String> roles = Roles.of(key, current.scopes());
        String scope = ServletAccessRules.of(request).scope(request);
        if (scope != null && !roles.contains(scope)) {
            Refused refused = new Refused(RefusalReason.INSUFFICIENT_SCOPE, key, scope);
            return refuse(request, response, authenticator.refuse(request, refused));
        }
        return context.notifyContainerAboutLogin(new ApiKeyPrincipal(key), roles);
    }

    private static AuthenticationStatus refuse(HttpServletRequest request, HttpServletResponse response, Failed failed)
            throws IOException {
        failed.write(request, response);
        return AuthenticationStatus.SEND_FAILURE;
    }
}
