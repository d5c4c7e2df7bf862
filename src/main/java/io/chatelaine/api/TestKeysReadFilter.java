package io.chatelaine.api;

import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemException;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.security.rollback.TestKeyMark;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/** Refuses changes by test keys if their work is rolled back: changes of keys and accounts are never rolled back. */
@Provider
public class TestKeysReadFilter implements ContainerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Context
    HttpServletRequest sent;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!READING.contains(request.getMethod()) && TestKeyMark.isOn(sent)) {
            throw new ProblemException(Problem.of(
                    ProblemType.FORBIDDEN,
                    "This server does not keep the changes of test keys, so a test key cannot change keys or"
                            + " accounts. Use a live key."));
        }
    }
}
