package io.chatelaine.gateway;

import io.chatelaine.config.GatewaySettings.GatewayDialect;
import io.chatelaine.config.Settings;
import io.chatelaine.logging.ThrottledLog;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.RequestId;
import io.chatelaine.security.AuthenticationResult;
import io.chatelaine.security.AuthenticationResult.Authenticated;
import io.chatelaine.security.AuthenticationResult.Failed;
import io.chatelaine.security.RateLimitHeaders;
import io.chatelaine.security.RequestAuthenticator;
import io.chatelaine.security.RequestState;
import io.chatelaine.verification.VerificationResult.Refused;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * Resource {@code /v1/authorize}, by any method: a gateway asks if the key of a request is accepted, and for its
 * identity. {@code web.xml} makes the servlet public: it authenticates the original request, not the gateway's own.
 */
public class AuthorizeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final ThrottledLog LOG = new ThrottledLog(AuthorizeServlet.class);

    @Inject
    transient RequestAuthenticator authenticator;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Settings current = RequestState.of(request).settings();
        GatewayDialect dialect = current.gateways().dialect();
        GatewayRequest sent = GatewayRequest.of(request);
        boolean forNginx = dialect != GatewayDialect.ENVOY && GatewayParameters.isForNginx(sent.query());
        GatewayResponse gatewayResponse = new GatewayResponse(request, response, dialect, forNginx);
        try {
            AuthenticationResult result = authorize(request, response, sent, current);
            if (result instanceof Authenticated authenticated) {
                gatewayResponse.accept(authenticated.key());
            } else {
                gatewayResponse.refuse((Failed) result);
            }
        } catch (UnanswerableException e) {
            LOG.log(
                    Level.INFO,
                    e.problem().type().code(),
                    RequestId.of(request) + ": refused the gateway request of " + sent.peer() + ": " + e.getMessage());
            gatewayResponse.refuse(Failed.of(e.problem()));
        }
    }

    private AuthenticationResult authorize(
            HttpServletRequest request, HttpServletResponse response, GatewayRequest sent, Settings current)
            throws UnanswerableException {
        OriginalRequest original = OriginalRequest.read(sent, current.gateways());
        AuthenticationResult result = authenticator.authenticate(
                request, original.original().method(), original.original().path(), original.queries());
        RateLimitHeaders.write(request, response);
        if (!(result instanceof Authenticated authenticated)) {
            return result;
        }
        if (current.gateways().dialect() != GatewayDialect.ENVOY && !"".equals(sent.suffix())) {
            return Failed.of(Problem.of(ProblemType.NOT_FOUND));
        }
        Refused refused = GatewayParameters.parse(original.own()).refusal(authenticated.key(), current);
        return refused == null ? authenticated : authenticator.refuse(request, refused);
    }
}
