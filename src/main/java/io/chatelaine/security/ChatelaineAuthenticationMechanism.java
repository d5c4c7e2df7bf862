package io.chatelaine.security;

import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.key.KeyDetector;
import io.chatelaine.logging.ThrottledLog;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.ProblemWriter;
import io.chatelaine.problem.RequestId;
import io.chatelaine.security.framing.Framing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Authentication mechanism of the WAR. It runs first for every request and assigns the request id. A request continues
 * only if the container routed it to a public servlet, or its key is accepted. An error refuses the request (fail
 * closed).
 */
@ApplicationScoped
public class ChatelaineAuthenticationMechanism implements HttpAuthenticationMechanism {
    private static final ThrottledLog LOG = new ThrottledLog(ChatelaineAuthenticationMechanism.class);

    private static final String STRAY =
            "The path begins with /v1/authorize but leads to another resource. Send the path in its normal form.";

    @Inject
    SettingsSnapshot settings;

    @Inject
    AuthenticationSchemes schemes;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        try {
            RequestState state = RequestState.of(request);
            Settings current = state.settings(settings);
            ServletAccessRules servlets = ServletAccessRules.of(request);
            String fault = Framing.fault(request);
            if (fault == null && servlets.isBeyond(request, current.protectedPaths())) {
                state.leaveAlone();
                return context.doNothing();
            }
            prepare(request, response, state, servlets);
            if (fault != null) {
                // The next bytes on the connection may belong to this request.
                response.setHeader("Connection", "close");
                return malformed(request, response, fault);
            }
            return dispatch(request, response, context, state, servlets);
        } catch (IOException | RuntimeException e) {
            return fail(request, response, e);
        }
    }

    /** Sets the state and headers that every response needs, and assigns the request id. */
    private static void prepare(
            HttpServletRequest request, HttpServletResponse response, RequestState state, ServletAccessRules servlets) {
        Settings current = state.settings();
        state.use(
                current.wording(),
                servlets.isReadable(request) ? current.browsers().origins() : List.of());
        String prefix = current.credentials().keyPrefix();
        response.setHeader(
                RequestId.HEADER, RequestId.assign(request, text -> KeyDetector.mightContainKey(text, prefix)));
        state.varyBy(current.credentials());
    }

    private AuthenticationStatus dispatch(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpMessageContext context,
            RequestState state,
            ServletAccessRules servlets)
            throws IOException {
        if (servlets.isStray(request)) {
            return malformed(request, response, STRAY);
        }
        if (servlets.mayPass(request, state.settings())) {
            String keyHeader = state.settings().credentials().xApiKeyName();
            state.passAsPreflight();
            return context.withRequest(new KeylessRequest(request, keyHeader)).doNothing();
        }
        if (servlets.isPublic(request)) {
            return context.doNothing();
        }
        return schemes.of(request).authenticate(request, response, context);
    }

    private static AuthenticationStatus malformed(
            HttpServletRequest request, HttpServletResponse response, String detail) throws IOException {
        ProblemWriter.write(request, response, Problem.of(ProblemType.MALFORMED_REQUEST, detail));
        return AuthenticationStatus.SEND_FAILURE;
    }

    private static AuthenticationStatus fail(HttpServletRequest request, HttpServletResponse response, Exception e) {
        String kind = e.getClass().getName();
        LOG.log(
                Level.ERROR,
                kind,
                RequestId.of(request) + ": refused with 500, because authentication failed with an error",
                e);
        try {
            ProblemWriter.write(request, response, Problem.of(ProblemType.INTERNAL));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }
}
