package io.chatelaine.security.rollback;

import io.chatelaine.logging.ThrottledLog;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.ProblemWriter;
import io.chatelaine.problem.RequestId;
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
 * Where test keys leave no trace ({@code chatelaine.environment.test=rollback}): one transaction round all that is done in
 * the thread of such a key's request, undone at its end whatever came of it. The door has judged the key before, so nothing
 * of Chatelaine's own is in it.
 */
public class TestKeyRollback implements Filter {
    private static final ThrottledLog LOG = new ThrottledLog(TestKeyRollback.class);
    private static final String INSIDE = TestKeyRollback.class.getName();

    @Resource
    UserTransaction transaction;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // An error page may be asked for within the request that it is for, or after it.
        if (!TestKeyMark.isOn(request) || request.getAttribute(INSIDE) != null) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        RollbackOnlyTransaction begun = begin(asked);
        if (begun == null) {
            ProblemWriter.write(asked, answer, Problem.of(ProblemType.UNAVAILABLE));
            return;
        }
        request.setAttribute(INSIDE, true);
        try {
            inside(asked, new RefusableResponse(answer), chain);
        } finally {
            request.removeAttribute(INSIDE);
            undo(begun, asked, answer);
        }
    }

    private static void inside(HttpServletRequest request, RefusableResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(new SynchronousRequest(request, response), response);
        } catch (IOException | ServletException | RuntimeException e) {
            if (!response.isRefused()) {
                throw e;
            }
            LOG.log(Level.DEBUG, "late", RequestId.of(request) + ": refused in mid-request", e);
        }
        if (request.isAsyncStarted()) {
            // By the container's own request, which a bean can be given past every wrapper.
            unlessLate(request, () -> response.refuse(request, SynchronousRequest.ASYNCHRONOUS));
            unlessLate(request, () -> request.getAsyncContext().complete());
        }
    }

    /** The other thread may have begun to answer, or have answered: then it is its answer, and nothing else of it stays. */
    private static void unlessLate(HttpServletRequest request, Runnable step) {
        try {
            step.run();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "late", RequestId.of(request) + ": the other thread was quicker", e);
        }
    }

    private @Nullable RollbackOnlyTransaction begin(HttpServletRequest request) {
        try {
            return RollbackOnlyTransaction.begin(transaction, registry);
        } catch (NotSupportedException | SystemException | RuntimeException e) {
            LOG.log(Level.ERROR, "begin", RequestId.of(request) + ": refused, since nothing could be undone", e);
            return null;
        }
    }

    private static void undo(
            RollbackOnlyTransaction transaction, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            transaction.undo();
        } catch (SystemException | RuntimeException e) {
            LOG.log(Level.ERROR, "undo", RequestId.of(request) + ": what a test key did may not be undone", e);
            ProblemWriter.write(request, response, Problem.of(ProblemType.INTERNAL));
        }
    }
}
