package io.chatelaine.api;

import io.chatelaine.database.DatabaseClock;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.ProblemWriter;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code GET /v1/health}: answers 200 if the database answers, else 503; needs no key. */
public class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final byte[] UP = "{\"status\":\"UP\"}".getBytes(StandardCharsets.US_ASCII);

    @Inject
    transient DatabaseClock clock;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (ProblemWriter.refusedUnlessRead(request, response)) {
            return;
        }
        if (!clock.answers()) {
            ProblemWriter.write(request, response, Problem.of(ProblemType.UNAVAILABLE));
            return;
        }
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(UP.length);
        response.getOutputStream().write(UP);
    }
}
