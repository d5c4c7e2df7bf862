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

/** Where test keys leave no trace, none of them changes anything here: what is Chatelaine's own is never undone. */
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
                    "What a test key does is not kept by this server, so it changes no keys and accounts."
                            + " Use a live key for that."));
        }
    }
}
