package io.chatelaine.security;

import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.RequestId;
import io.chatelaine.quota.Allowance;
import io.chatelaine.security.Judgement.Passed;
import io.chatelaine.security.Judgement.Refusal;
import io.chatelaine.security.Presented.Ambiguous;
import io.chatelaine.security.Presented.Carrier;
import io.chatelaine.security.Presented.Credential;
import io.chatelaine.security.Presented.Flaw;
import io.chatelaine.verification.Client;
import io.chatelaine.verification.Gate;
import io.chatelaine.verification.Reason;
import io.chatelaine.verification.RefusalAudit;
import io.chatelaine.verification.RequestFacts;
import io.chatelaine.verification.Verdict;
import io.chatelaine.verification.Verdict.Admitted;
import io.chatelaine.verification.Verdict.Refused;
import io.chatelaine.verification.VerifiedKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Judges the credential that a request carries, in one way for the door and for gateways, and once for a request. */
@Singleton
public class Judge {
    private static final System.Logger LOG = System.getLogger(Judge.class.getName());
    private static final String VERDICT = Verdict.class.getName();

    private final SettingsSnapshot settings;
    private final Gate gate;
    private final RefusalAudit audit;
    private final Clients clients;

    @Inject
    public Judge(SettingsSnapshot settings, Gate gate, RefusalAudit audit, Clients clients) {
        this.settings = settings;
        this.gate = gate;
        this.audit = audit;
        this.clients = clients;
    }

    /** Judges it for the request that came. */
    Judgement judge(HttpServletRequest request) {
        return judge(request, itself(request), request.getQueryString(), clients::of);
    }

    private static RequestFacts itself(HttpServletRequest request) {
        String below = request.getPathInfo();
        String path = below == null ? request.getServletPath() : request.getServletPath() + below;
        String raw = raw(request);
        return new RequestFacts(
                request.getMethod(), path, raw, request.getQueryString(), OwnResources.purpose(request, raw));
    }

    /**
     * Tells the audit that a request was refused after its key was let in.
     *
     * @param scope whether it was for want of one, else it was beyond the key's rights
     * @param value which scopes, or in what way
     */
    public void refusedLater(HttpServletRequest request, ApiKeyPrincipal caller, boolean scope, String value) {
        Reason reason = scope ? Reason.INSUFFICIENT_SCOPE : Reason.BEYOND_ITS_RIGHTS;
        audit.record(caller.key(), reason, value, itself(request), clients.of(request));
    }

    void refusedLater(HttpServletRequest request, VerifiedKey key, String scope) {
        audit.record(key, Reason.INSUFFICIENT_SCOPE, scope, itself(request), clients.of(request));
    }

    /** The same of a request that another program asks about. */
    public void refusedLater(
            HttpServletRequest request, RequestFacts asked, VerifiedKey key, Reason reason, @Nullable String value) {
        audit.record(key, reason, value, asked, clients.behindGateway(request));
    }

    /** Below the context root, if that is written as the server writes it; what does not begin so has two readings. */
    private static String raw(HttpServletRequest request) {
        String uri = request.getRequestURI();
        return uri.startsWith(request.getContextPath())
                ? uri.substring(request.getContextPath().length())
                : "";
    }

    /**
     * Judges it for a request that another program asks about.
     *
     * @param query in which there may be no key, raw; null where there is none
     */
    public Judgement judge(HttpServletRequest request, RequestFacts asked, @Nullable String query) {
        return judge(request, asked, query, clients::behindGateway);
    }

    private Judgement judge(
            HttpServletRequest request,
            RequestFacts asked,
            @Nullable String query,
            Function<HttpServletRequest, Client> client) {
        Settings current = settings.current();
        Challenges challenges = new Challenges(current);
        Presented presented = CredentialHeader.read(
                values(request, "Authorization"),
                values(request, current.credentials().xApiKeyName()),
                query,
                current.credentials());
        if (presented instanceof Ambiguous ambiguous) {
            boolean bearer = ambiguous.flaw() != Flaw.X_API_KEY_TWICE;
            return new Refusal(problem(ambiguous.flaw()), bearer ? challenges.forAmbiguous() : List.of());
        }
        if (presented instanceof Credential credential) {
            Verdict verdict = verdict(credential, request, asked, client);
            return verdict instanceof Admitted admitted
                    ? new Passed(admitted.key())
                    : refusal((Refused) verdict, credential.carrier(), request, challenges);
        }
        return new Refusal(challenges.missing(), challenges.forMissing());
    }

    private static Refusal refusal(
            Refused refused, Carrier carrier, HttpServletRequest request, Challenges challenges) {
        // The same for a key that is known and one that is not, so that both take the same time; the audit tells the
        // first.
        LOG.log(
                Level.DEBUG,
                "{0}: refused, {1} {2}",
                RequestId.of(request),
                refused.reason().word(),
                refused.keyId());
        Allowance allowance = refused.allowance();
        if (allowance != null && allowance.exceeded() != null) {
            return new Refusal(RateLimitHeaders.refusal(allowance.exceeded()), List.of(), refused.key());
        }
        if (refused.reason() == Reason.UNAVAILABLE) {
            return Refusal.of(Problem.of(ProblemType.UNAVAILABLE));
        }
        String kind = kindOfRestriction(refused.reason());
        if (kind != null) {
            Problem problem = Problem.of(ProblemType.RESTRICTED, "The key may not be used " + kind + '.');
            return new Refusal(problem, List.of(), refused.key());
        }
        return new Refusal(
                Problem.of(ProblemType.INVALID_API_KEY, "The key is not valid, or no longer."),
                challenges.forInvalid(carrier == Carrier.BEARER));
    }

    /** Never what the key is restricted to. */
    private static @Nullable String kindOfRestriction(Reason reason) {
        return switch (reason) {
            case RESTRICTED_ADDRESS -> "from this IP address";
            case RESTRICTED_REFERRER -> "from this referrer";
            case RESTRICTED_ENDPOINT -> "for this endpoint";
            default -> null;
        };
    }

    /** A container may ask twice; the gate is asked once. */
    private Verdict verdict(
            Credential credential,
            HttpServletRequest request,
            RequestFacts asked,
            Function<HttpServletRequest, Client> client) {
        if (request.getAttribute(VERDICT) instanceof Verdict known) {
            return known;
        }
        Verdict verdict = gate.admit(credential.text(), asked, client.apply(request));
        request.setAttribute(VERDICT, verdict);
        RateLimitHeaders.note(request, verdict);
        return verdict;
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
