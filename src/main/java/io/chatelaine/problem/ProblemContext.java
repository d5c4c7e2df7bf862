package io.chatelaine.problem;

import io.chatelaine.config.Wording;
import jakarta.servlet.ServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Context of the problems of a request: the request's id, the wording, and the origins whose pages may read a problem.
 * It is the only attribute that Chatelaine sets on a request; authentication extends it with its own state.
 */
public class ProblemContext {
    private static final String ATTRIBUTE = ProblemContext.class.getName();

    private @Nullable String requestId;
    private Wording wording = Wording.PLAIN;
    private List<String> origins = List.of();
    private @Nullable Problem written;

    /**
     * Creates the context of a request.
     *
     * @param before the context that the request has, which the new one continues; null if it has none
     */
    protected ProblemContext(@Nullable ProblemContext before) {
        if (before != null) {
            requestId = before.requestId;
            wording = before.wording;
            origins = before.origins;
            written = before.written;
        }
    }

    /** Returns the context of a request, which it creates if the request has none. */
    static ProblemContext of(ServletRequest request) {
        ProblemContext known = find(request);
        return known == null ? attach(new ProblemContext(null), request) : known;
    }

    /** Returns the context of a request; null if it has none. */
    protected static @Nullable ProblemContext find(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ProblemContext known ? known : null;
    }

    /** Makes a context the one of a request. */
    protected static <C extends ProblemContext> C attach(C context, ServletRequest request) {
        request.setAttribute(ATTRIBUTE, context);
        return context;
    }

    /**
     * Sets the texts and the readers of the problems.
     *
     * @param texts the wording; until it is set, the wording is {@link Wording#PLAIN}
     * @param readable the origins whose pages may read a problem (setting {@code chatelaine.cors.origins}); may be empty
     */
    public void use(Wording texts, List<String> readable) {
        wording = texts;
        origins = readable;
    }

    @Nullable String requestId() {
        return requestId;
    }

    void requestId(String id) {
        requestId = id;
    }

    Wording wording() {
        return wording;
    }

    List<String> origins() {
        return origins;
    }

    /** Returns the problem that was written, even if the server discarded it; null if none was written. */
    @Nullable Problem written() {
        return written;
    }

    void written(Problem problem) {
        written = problem;
    }
}
