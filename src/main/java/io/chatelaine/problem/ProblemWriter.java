package io.chatelaine.problem;

import io.chatelaine.config.Wording;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Writes a problem as the whole answer of a request, where no JAX-RS is. */
public final class ProblemWriter {
    /** After how many seconds a client that got 503 is to try again. */
    public static final String RETRY_AFTER = "2";

    private static final System.Logger LOG = System.getLogger(ProblemWriter.class.getName());

    private static final String WORDING = ProblemWriter.class.getName() + ".wording";

    private static final String WRITTEN = ProblemWriter.class.getName() + ".written";

    /** Bytes of a refused body that the shipped server files let a server skip; after more it closes the connection. */
    private static final int MOST_SKIPPED = 16 * 1024;

    private ProblemWriter() {}

    /** Sets how this request's problems are worded; the first thing that is done with it. */
    public static void use(Wording wording, HttpServletRequest request) {
        request.setAttribute(WORDING, wording);
    }

    /** How this request's problems are worded. */
    public static Wording wording(HttpServletRequest request) {
        return request.getAttribute(WORDING) instanceof Wording wording ? wording : Wording.PLAIN;
    }

    /** Answers 405 where a servlet that can only be read is asked for something else; says whether it did. */
    public static boolean refusedUnlessRead(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            return false;
        }
        response.setHeader("Allow", "GET, HEAD");
        write(request, response, Problem.of(ProblemType.METHOD_NOT_ALLOWED));
        return true;
    }

    /** The problem of that status which was written for this request, though the server may have discarded it since. */
    static Optional<Problem> written(HttpServletRequest request, int status) {
        return request.getAttribute(WRITTEN) instanceof Problem problem
                        && problem.type().status() == status
                ? Optional.of(problem)
                : Optional.empty();
    }

    /** Whether the server ends the connection if this request's body is not read, so that the client is to be told so. */
    public static boolean leavesTooMuch(HttpServletRequest request) {
        return request.getContentLengthLong() > MOST_SKIPPED;
    }

    /** The body that is written for this request. */
    public static byte[] body(HttpServletRequest request, Problem problem) {
        return problem.json(request.getContextPath(), RequestId.of(request), wording(request));
    }

    public static void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        write(request, response, problem, problem.type().status());
    }

    /** @param status in place of the problem's own, for a client that understands few */
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
        ReadableRefusals.tell(request, response);
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
            LOG.log(Level.DEBUG, "The client has hung up", e);
        }
        request.setAttribute(WRITTEN, problem);
    }
}
