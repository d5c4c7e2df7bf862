package io.chatelaine.security;

import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.ProblemWriter;
import io.chatelaine.problem.RequestId;
import io.chatelaine.security.Presented.Ambiguous;
import io.chatelaine.security.Presented.Carrier;
import io.chatelaine.security.Presented.Credential;
import io.chatelaine.security.Presented.Flaw;
import io.chatelaine.verification.Gate;
import io.chatelaine.verification.Reason;
import io.chatelaine.verification.Verdict;
import io.chatelaine.verification.Verdict.Admitted;
import io.chatelaine.verification.Verdict.Refused;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Authentication by API key: no session, no cookie, one verdict for a request. A refusal is written here, once. */
@Singleton
public class ApiKeyScheme {
    private static final System.Logger LOG = System.getLogger(ApiKeyScheme.class.getName());
    private static final String VERDICT = Verdict.class.getName();

    private final SettingsSnapshot settings;
    private final Gate gate;

    @Inject
    public ApiKeyScheme(SettingsSnapshot settings, Gate gate) {
        this.settings = settings;
        this.gate = gate;
    }

    /** @param scope that the caller needs to come in at all; null where what lies behind asks for itself */
    AuthenticationStatus authenticate(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpMessageContext context,
            @Nullable String scope)
            throws IOException {
        Settings current = settings.current();
        Challenges challenges = new Challenges(current);
        Presented presented = CredentialHeader.read(
                values(request, "Authorization"),
                values(request, current.credentials().xApiKeyName()),
                request.getQueryString(),
                current.credentials());
        if (presented instanceof Ambiguous ambiguous) {
            boolean bearer = ambiguous.flaw() != Flaw.X_API_KEY_TWICE;
            return refuse(request, response, problem(ambiguous.flaw()), bearer ? challenges.forAmbiguous() : List.of());
        }
        if (presented instanceof Credential credential) {
            Verdict verdict = verdict(credential, request);
            return verdict instanceof Admitted admitted
                    ? admit(admitted, scope, request, response, context)
                    : refuse((Refused) verdict, credential.carrier(), request, response);
        }
        return refuse(request, response, challenges.missing(), challenges.forMissing());
    }

    private AuthenticationStatus admit(
            Admitted admitted,
            @Nullable String scope,
            HttpServletRequest request,
            HttpServletResponse response,
            HttpMessageContext context)
            throws IOException {
        Settings current = settings.current();
        Set<String> roles = admitted.key().scopes().roles(current.scopes());
        roles.add(Roles.KEY);
        if (scope != null && !roles.contains(scope)) {
            Problem problem = Problem.of(ProblemType.INSUFFICIENT_SCOPE, "This call needs the scope " + scope + '.');
            return refuse(request, response, problem, new Challenges(current).forInsufficientScope(scope));
        }
        return context.notifyContainerAboutLogin(new ApiKeyPrincipal(admitted.key()), roles);
    }

    private AuthenticationStatus refuse(
            Refused refused, Carrier carrier, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Level level = refused.reason().known() ? Level.INFO : Level.DEBUG;
        LOG.log(
                level,
                "{0}: refused, {1} {2}",
                RequestId.of(request),
                refused.reason().word(),
                refused.keyId());
        if (refused.reason() == Reason.UNAVAILABLE) {
            return refuse(request, response, Problem.of(ProblemType.UNAVAILABLE), List.of());
        }
        return refuse(
                request,
                response,
                Problem.of(ProblemType.INVALID_API_KEY, "The key is not valid, or no longer."),
                new Challenges(settings.current()).forInvalid(carrier == Carrier.BEARER));
    }

    /** A container may ask twice; the gate is asked once. */
    private Verdict verdict(Credential credential, HttpServletRequest request) {
        if (request.getAttribute(VERDICT) instanceof Verdict known) {
            return known;
        }
        Verdict verdict = gate.admit(credential.text());
        request.setAttribute(VERDICT, verdict);
        return verdict;
    }

    private static AuthenticationStatus refuse(
            HttpServletRequest request, HttpServletResponse response, Problem problem, List<String> challenges)
            throws IOException {
        for (String challenge : challenges) {
            response.addHeader(Challenges.HEADER, challenge);
        }
        ProblemWriter.write(request, response, problem);
        return AuthenticationStatus.SEND_FAILURE;
    }

    private static Problem problem(Flaw flaw) {
        return switch (flaw) {
            case KEY_IN_QUERY ->
                Problem.of(
                        ProblemType.KEY_IN_QUERY,
                        "Keys in query strings are refused. Send the key in a header, and replace one that was in a URL.");
            case AUTHORIZATION_TWICE ->
                Problem.of(ProblemType.DUPLICATE_CREDENTIALS, "The Authorization header was sent more than once.");
            case X_API_KEY_TWICE ->
                Problem.of(ProblemType.DUPLICATE_CREDENTIALS, "The header for the API key was sent more than once.");
            case CREDENTIALS_DIFFER ->
                Problem.of(ProblemType.DUPLICATE_CREDENTIALS, "Two headers carry different keys. Send one.");
        };
    }

    private static List<String> values(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
