package io.chatelaine.problem;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers what nothing else does: paths that do not exist, and errors that a container would answer with a page. */
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
        // WildFly throws away what the door wrote to refuse, and asks for an error page instead.
        return ProblemWriter.written(request, status).orElseGet(() -> Problem.of(ProblemType.ofStatus(status)));
    }
}
