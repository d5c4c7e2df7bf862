package io.chatelaine.problem;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Serves the page of each problem type, to anyone: it is where the {@code type} of a problem leads. */
public class ProblemServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<ProblemType> type =
                Optional.ofNullable(request.getPathInfo()).flatMap(path -> ProblemType.ofSlug(path.substring(1)));
        if (type.isEmpty()) {
            ProblemWriter.write(request, response, Problem.of(ProblemType.NOT_FOUND));
        } else if (!ProblemWriter.refusedUnlessRead(request, response)) {
            write(response, ProblemPages.html(type.get(), ProblemWriter.wording(request)));
        }
    }

    private static void write(HttpServletResponse response, byte[] page) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(page.length);
        response.setHeader("Content-Security-Policy", ProblemPages.POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "public, max-age=3600");
        response.getOutputStream().write(page);
    }
}
