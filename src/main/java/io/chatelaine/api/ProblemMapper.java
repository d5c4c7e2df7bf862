package io.chatelaine.api;

import io.chatelaine.database.DatabaseUnavailableException;
import io.chatelaine.logging.ThrottledLog;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.Problem.Invalid;
import io.chatelaine.problem.ProblemException;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.ProblemWriter;
import io.chatelaine.problem.RequestId;
import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.BusyException;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.InvalidQueryException;
import io.chatelaine.request.InvalidRequestException;
import io.chatelaine.request.MissingScopeException;
import io.chatelaine.request.NotFoundException;
import io.chatelaine.request.RequestException;
import io.chatelaine.request.TooManyChangesException;
import io.chatelaine.security.ApiKeyPrincipal;
import io.chatelaine.security.Challenges;
import io.chatelaine.security.RequestAuthenticator;
import io.chatelaine.security.RequestState;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLSyntaxErrorException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/** Maps each exception to the problem that the client gets; logs errors of the server with their cause. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final ThrottledLog LOG = new ThrottledLog(ProblemMapper.class);

    @Context
    HttpServletRequest request;

    @Context
    ResourceInfo resource;

    @Inject
    RequestAuthenticator authenticator;

    @Override
    public Response toResponse(Throwable thrown) {
        Problem problem = problem(thrown);
        auditForbidden(problem, thrown);
        String id = RequestId.of(request);
        // BusyException is not logged: a tenant can cause it without limit.
        if (problem.type().status() >= 500 && !(thrown instanceof BusyException) && refusedBody(thrown) == null) {
            LOG.log(
                    Level.ERROR,
                    kind(problem, thrown),
                    id + ": " + problem.type().code(),
                    thrown);
        }
        Response.ResponseBuilder response = Response.status(problem.type().status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.json(request.getContextPath(), id, ProblemWriter.wording(request)));
        if (problem.type() == ProblemType.UNAVAILABLE || problem.type() == ProblemType.RATE_LIMITED) {
            response.header("Retry-After", ProblemWriter.RETRY_AFTER);
        }
        if (refusedBody(thrown) != null || ProblemWriter.leavesTooMuch(request)) {
            response.header("Connection", "close");
        }
        if (problem.type() == ProblemType.INSUFFICIENT_SCOPE) {
            new Challenges(RequestState.of(request).settings())
                    .forInsufficientScope(needed(thrown))
                    .forEach(challenge -> response.header(Challenges.HEADER, challenge));
        }
        if (problem.type() == ProblemType.METHOD_NOT_ALLOWED && thrown instanceof WebApplicationException e) {
            response.header("Allow", allow(e));
        }
        return response.build();
    }

    /** Returns the problem's code and the class of the root cause: the client can choose neither. */
    private static String kind(Problem problem, Throwable thrown) {
        Throwable bottom = thrown;
        while (bottom.getCause() != null) {
            bottom = bottom.getCause();
        }
        return problem.type().code() + ' ' + bottom.getClass().getName();
    }

    private void auditForbidden(Problem problem, Throwable thrown) {
        if (problem.type().status() == 403 && request.getUserPrincipal() instanceof ApiKeyPrincipal caller) {
            boolean scope = problem.type() == ProblemType.INSUFFICIENT_SCOPE;
            authenticator.recordRefusal(request, caller, scope, scope ? needed(thrown) : problem.detail());
        }
    }

    private Problem problem(Throwable thrown) {
        if (thrown instanceof ProblemException e) {
            return e.problem();
        }
        RefusedBodyException body = refusedBody(thrown);
        if (body != null) {
            return body.problem();
        }
        if (thrown instanceof RequestException e) {
            return problem(e);
        }
        if (thrown instanceof ForbiddenException || thrown instanceof EJBAccessException) {
            return Problem.of(ProblemType.INSUFFICIENT_SCOPE, "This call needs the scope " + needed(thrown) + '.');
        }
        if (thrown instanceof WebApplicationException e) {
            return Problem.of(ProblemType.ofStatus(e.getResponse().getStatus()));
        }
        return Problem.of(isDatabase(thrown) ? ProblemType.UNAVAILABLE : ProblemType.INTERNAL);
    }

    private static Problem problem(RequestException e) {
        String detail = String.valueOf(e.getMessage());
        if (e instanceof InvalidRequestException invalid) {
            return new Problem(
                    ProblemType.INVALID,
                    detail,
                    invalid.errors().stream()
                            .map(error -> new Invalid(error.field(), error.message()))
                            .toList());
        }
        if (e instanceof NotFoundException) {
            return Problem.of(ProblemType.NOT_FOUND, detail);
        }
        if (e instanceof ConflictException) {
            return Problem.of(ProblemType.CONFLICT, detail);
        }
        if (e instanceof MissingScopeException) {
            return Problem.of(ProblemType.INSUFFICIENT_SCOPE, detail);
        }
        if (e instanceof TooManyChangesException) {
            return Problem.of(ProblemType.RATE_LIMITED, detail);
        }
        if (e instanceof BusyException) {
            return Problem.of(ProblemType.UNAVAILABLE, detail);
        }
        if (e instanceof BeyondCallerException) {
            return Problem.of(ProblemType.FORBIDDEN, detail);
        }
        return Problem.of(
                e instanceof InvalidQueryException ? ProblemType.MALFORMED_REQUEST : ProblemType.INTERNAL, detail);
    }

    /** Returns the refusal of the body among the causes: JAX-RS wraps exceptions of the reading. */
    private static @Nullable RefusedBodyException refusedBody(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedBodyException body) {
                return body;
            }
        }
        return null;
    }

    /** Returns whether an unavailable or busy database is among the causes, so that a retry may succeed. */
    private static boolean isDatabase(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseUnavailableException
                    || isFailedCommit(cause)
                    || (cause instanceof SQLException e && !isOurMistake(e))) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the commit failed: the transaction manager reports that without the driver's exception. */
    private static boolean isFailedCommit(Throwable cause) {
        return cause instanceof XAException
                || Arrays.stream(cause.getSuppressed()).anyMatch(XAException.class::isInstance);
    }

    private static boolean isOurMistake(SQLException e) {
        return e instanceof SQLIntegrityConstraintViolationException
                || e instanceof SQLSyntaxErrorException
                || e instanceof SQLDataException;
    }

    /** Returns the scopes that the call needs; each of several is sufficient. */
    private String needed(Throwable thrown) {
        if (thrown instanceof MissingScopeException e) {
            return e.needed().text();
        }
        Method method = resource.getResourceMethod();
        RolesAllowed roles = method == null ? null : method.getAnnotation(RolesAllowed.class);
        return roles == null ? "" : String.join(" ", roles.value());
    }

    /** Returns the methods of the resource, without the ones of the JAX-RS implementation. */
    private static String allow(WebApplicationException e) {
        Set<String> allowed = new TreeSet<>(e.getResponse().getAllowedMethods());
        allowed.retainAll(MethodFilter.METHODS);
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return String.join(", ", allowed);
    }
}
