package io.chatelaine.security;

import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.ThrottledLog;
import io.chatelaine.key.KeyText;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.ProblemWriter;
import io.chatelaine.problem.RequestId;
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
import org.jspecify.annotations.Nullable;

/**
 * The one way in. Every request of the WAR comes by here first, gets its id, and goes on only if the container routed it
 * to a public servlet or its key is good. An error on the way refuses: nothing fails open.
 */
@ApplicationScoped
public class FrontDoor implements HttpAuthenticationMechanism {
    private static final ThrottledLog LOG = new ThrottledLog(FrontDoor.class);

    private static final String STRAY = "The path begins with that of the gateways' questions, and leads elsewhere.";

    @Inject
    SettingsSnapshot settings;

    @Inject
    ApiKeyScheme scheme;

    private volatile @Nullable ServletRules rules;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        try {
            Settings current = settings.current();
            ServletRules servlets = rules(request);
            if (servlets.isBeyond(request, current.protectedPaths())) {
                request.setAttribute(StatelessFilter.BEYOND, true);
                return context.doNothing();
            }
            ProblemWriter.use(current.wording(), request);
            String prefix = current.credentials().keyPrefix();
            response.setHeader(RequestId.HEADER, RequestId.assign(request, text -> KeyText.mayHoldKey(text, prefix)));
            if (servlets.isStray(request)) {
                ProblemWriter.write(request, response, Problem.of(ProblemType.MALFORMED_REQUEST, STRAY));
                return AuthenticationStatus.SEND_FAILURE;
            }
            if (servlets.isPublic(request)) {
                return context.doNothing();
            }
            return scheme.authenticate(request, response, context, servlets.scope(request));
        } catch (IOException | RuntimeException e) {
            return fail(request, response, e);
        }
    }

    private static AuthenticationStatus fail(HttpServletRequest request, HttpServletResponse response, Exception e) {
        String kind = e.getClass().getName();
        LOG.log(Level.ERROR, kind, RequestId.of(request) + ": refused, since it could not be judged", e);
        try {
            ProblemWriter.write(request, response, Problem.of(ProblemType.INTERNAL));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }

    private ServletRules rules(HttpServletRequest request) {
        ServletRules known = rules;
        if (known == null) {
            known = new ServletRules(request.getServletContext());
            rules = known;
        }
        return known;
    }
}
