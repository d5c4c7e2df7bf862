package io.chatelaine.security.rollback;

import io.chatelaine.logging.ThrottledLog;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.ProblemWriter;
import io.chatelaine.problem.RequestId;
import io.chatelaine.security.RequestState;
import jakarta.annotation.Resource;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Filter that rolls back the changes of test keys ({@code chatelaine.environment.test=rollback}). One transaction spans
 * the thread of the request and is rolled back at its end, whatever the result. The key is authenticated before the
 * transaction begins, so Chatelaine's own writes are not part of it.
 */
public class TestKeyRollback implements Filter {
    private static final ThrottledLog LOG = new ThrottledLog(TestKeyRollback.class);

    @Resource
    UserTransaction transaction;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // The container may dispatch to an error page inside the request or after it.
        RequestState state = RequestState.of(request);
        if (!state.isRolledBack() || state.isInsideRollback()) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletRequest httpRequest = (HttpServletRequest) request;
        HttpServletResponse httpResponse = (HttpServletResponse) response;
        RollbackOnlyTransaction begun = begin(httpRequest);
        if (begun == null) {
            ProblemWriter.write(httpRequest, httpResponse, Problem.of(ProblemType.UNAVAILABLE));
            return;
        }
        state.insideRollback(true);
        try {
            runInside(httpRequest, new RefusableResponse(httpResponse), chain);
        } finally {
            state.insideRollback(false);
            undo(begun, httpRequest, httpResponse);
        }
    }

    private static void runInside(HttpServletRequest request, RefusableResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(new SynchronousRequest(request, response), response);
        } catch (IOException | ServletException | RuntimeException e) {
            if (!response.isRefused()) {
                throw e;
            }
            LOG.log(Level.DEBUG, "late", RequestId.of(request) + ": refused after the application began to run", e);
        }
        if (request.isAsyncStarted()) {
            // The application used the container's own request, which injection can give it without the wrappers.
            ignoreIfLate(request, () -> response.refuse(request, SynchronousRequest.ASYNCHRONOUS));
            ignoreIfLate(request, () -> request.getAsyncContext().complete());
        }
    }

    /** Runs a step that fails if the other thread has begun to respond: that response stays, and its changes do not. */
    private static void ignoreIfLate(HttpServletRequest request, Runnable step) {
        try {
            step.run();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "late", RequestId.of(request) + ": the other thread responded first", e);
        }
    }

    private @Nullable RollbackOnlyTransaction begin(HttpServletRequest request) {
        try {
            return RollbackOnlyTransaction.begin(transaction, registry);
        } catch (NotSupportedException | SystemException | RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "begin",
                    RequestId.of(request) + ": refused with 503, because no transaction could begin",
                    e);
            return null;
        }
    }

    private static void undo(
            RollbackOnlyTransaction transaction, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            transaction.undo();
        } catch (SystemException | RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "undo",
                    RequestId.of(request) + ": the rollback of a test key's changes failed; they may persist",
                    e);
            ProblemWriter.write(request, response, Problem.of(ProblemType.INTERNAL));
        }
    }
}
