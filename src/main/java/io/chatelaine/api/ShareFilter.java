package io.chatelaine.api;

import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.ProblemWriter;
import io.chatelaine.security.ApiKeyPrincipal;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Serves at most 64 requests of an account at a time, so that one account cannot hold every thread of the server, for
 * example by slow bodies or by responses that it does not read. Administrators are exempt.
 */
public class ShareFilter implements Filter {
    /** A third of the threads that {@code server-config} sets. */
    static final int MOST_AT_ONCE = 64;

    private static final String SECOND = "1";

    private final ConcurrentMap<String, Integer> served = new ConcurrentHashMap<>();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        if (!(asked.getUserPrincipal() instanceof ApiKeyPrincipal caller)
                || caller.scopes().holdAdmin()) {
            chain.doFilter(request, response);
            return;
        }
        String account = caller.accountId();
        if (served.merge(account, 1, Integer::sum) > MOST_AT_ONCE) {
            leave(account);
            refuse(asked, (HttpServletResponse) response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            leave(account);
        }
    }

    private void leave(String account) {
        served.computeIfPresent(account, (same, count) -> count == 1 ? null : count - 1);
    }

    /** Answers a read with 429, and a change with 503: a call that may take rights away is never 429. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        response.setHeader("Retry-After", SECOND);
        response.setHeader("Connection", "close");
        ProblemType type = read ? ProblemType.RATE_LIMITED : ProblemType.UNAVAILABLE;
        ProblemWriter.write(
                request, response, Problem.of(type, "This account has too many requests under way. Try again."));
    }
}
