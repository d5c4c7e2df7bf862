package io.chatelaine.problem;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Default servlet: writes a problem for unknown paths, and for errors that get an HTML page from the container
 * otherwise.
 */
public class ErrorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemWriter.write(request, response, problem(request));
    }

    private static Problem problem(HttpServletRequest request) {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            return Problem.of(ProblemType.NOT_FOUND);
        }
        Object attribute = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = attribute instanceof Integer number ? number : 500;
        // WildFly discards the refusal that ChatelaineAuthenticationMechanism wrote, and dispatches to the error page.
        return ProblemWriter.written(request, status).orElseGet(() -> Problem.of(ProblemType.ofStatus(status)));
    }
}
