package io.chatelaine.problem;

import io.chatelaine.config.Wording;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Writer of a problem as the response to a request outside JAX-RS. */
public final class ProblemWriter {
    /** The value of {@code Retry-After} in a 503, in seconds. */
    public static final String RETRY_AFTER = "2";

    private static final System.Logger LOG = System.getLogger(ProblemWriter.class.getName());

    /**
     * The size of a refused body that the shipped server files let a server skip; it closes the connection after more.
     */
    private static final int MOST_SKIPPED = 16 * 1024;

    private ProblemWriter() {}

    /** Returns the wording of this request's problems. */
    public static Wording wording(HttpServletRequest request) {
        return ProblemContext.of(request).wording();
    }

    /** Writes 405 if the method of a request to a read-only servlet is not GET or HEAD. Returns whether it did. */
    public static boolean refusedUnlessRead(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            return false;
        }
        response.setHeader("Allow", "GET, HEAD");
        write(request, response, Problem.of(ProblemType.METHOD_NOT_ALLOWED));
        return true;
    }

    /** Returns the problem with that status that was written for this request, even if the server discarded it. */
    static Optional<Problem> written(HttpServletRequest request, int status) {
        return Optional.ofNullable(ProblemContext.of(request).written())
                .filter(problem -> problem.type().status() == status);
    }

    /**
     * Returns whether the server closes the connection if this request's body is not read: the response must say so.
     */
    public static boolean leavesTooMuch(HttpServletRequest request) {
        return request.getContentLengthLong() > MOST_SKIPPED;
    }

    /** Returns the body of a problem for this request. */
    public static byte[] body(HttpServletRequest request, Problem problem) {
        return problem.json(request.getContextPath(), RequestId.of(request), wording(request));
    }

    public static void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        write(request, response, problem, problem.type().status());
    }

    /**
     * Writes a problem with another status, for a gateway that understands few.
     *
     * @param status the status in place of the problem's own
     */
    public static void write(HttpServletRequest request, HttpServletResponse response, Problem problem, int status)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        byte[] body = body(request, problem);
        response.setStatus(status);
        response.setHeader(RequestId.HEADER, RequestId.of(request));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        ReadableRefusals.write(request, response);
        if (problem.type() == ProblemType.UNAVAILABLE) {
            response.setHeader("Retry-After", RETRY_AFTER);
        }
        if (leavesTooMuch(request)) {
            response.setHeader("Connection", "close");
        }
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The client closed the connection", e);
        }
        ProblemContext.of(request).written(problem);
    }
}
