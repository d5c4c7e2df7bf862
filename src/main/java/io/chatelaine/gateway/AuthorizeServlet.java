package io.chatelaine.gateway;

import io.chatelaine.config.GatewayDialect;
import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.logging.ThrottledLog;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.RequestId;
import io.chatelaine.security.Judge;
import io.chatelaine.security.Judgement;
import io.chatelaine.security.Judgement.Passed;
import io.chatelaine.security.Judgement.Refusal;
import io.chatelaine.security.RateLimitHeaders;
import io.chatelaine.verification.Reason;
import io.chatelaine.verification.VerifiedKey;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * {@code /v1/authorize}, by any method: a gateway asks whether the key of a request that it holds is good, and who it is.
 * The door lets it by, since the key is judged here, once, for another request than the one that came.
 */
public class AuthorizeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final ThrottledLog LOG = new ThrottledLog(AuthorizeServlet.class);

    @Inject
    transient SettingsSnapshot settings;

    @Inject
    transient Judge judge;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Settings current = settings.current();
        GatewayDialect dialect = current.gateways().dialect();
        Sent sent = Sent.of(request);
        boolean forNginx = dialect != GatewayDialect.ENVOY && Demand.isForNginx(sent.query());
        Reply reply = new Reply(request, response, dialect, forNginx);
        try {
            Judgement judgement = answer(request, response, sent, current);
            if (judgement instanceof Passed passed) {
                reply.yes(passed.key());
            } else {
                reply.no((Refusal) judgement);
            }
        } catch (UnanswerableException e) {
            LOG.log(
                    Level.INFO,
                    e.problem().type().code(),
                    RequestId.of(request) + ": not answered to " + sent.peer() + ": " + e.getMessage());
            reply.no(Refusal.of(e.problem()));
        }
    }

    private Judgement answer(HttpServletRequest request, HttpServletResponse response, Sent sent, Settings current)
            throws UnanswerableException {
        Question question = Question.read(sent, current.gateways());
        Judgement judgement = judge.judge(request, question.original(), question.queries());
        RateLimitHeaders.tell(request, response);
        if (!(judgement instanceof Passed passed)) {
            return judgement;
        }
        if (current.gateways().dialect() != GatewayDialect.ENVOY && !"".equals(sent.suffix())) {
            return Refusal.of(Problem.of(ProblemType.NOT_FOUND));
        }
        Demand demand = Demand.parse(question.own());
        Optional<Refusal> unmet = demand.unmet(passed.key(), current);
        if (unmet.isEmpty()) {
            return passed;
        }
        tellTheAudit(
                request, question, passed.key(), demand, unmet.get().problem().type());
        return unmet.get();
    }

    private void tellTheAudit(
            HttpServletRequest request, Question question, VerifiedKey key, Demand demand, ProblemType type) {
        Reason reason = switch (type) {
            case INSUFFICIENT_SCOPE -> Reason.INSUFFICIENT_SCOPE;
            case NOT_FOUND -> Reason.OTHER_ACCOUNT;
            default -> Reason.WRONG_ENVIRONMENT;
        };
        String value = switch (type) {
            case INSUFFICIENT_SCOPE -> demand.scopes().text();
            case NOT_FOUND -> demand.account();
            default -> key.environment().text();
        };
        judge.refusedLater(request, question.original(), key, reason, value);
    }
}
