package io.chatelaine.api;

import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import java.io.IOException;

/** Signals that a request body is not read to its end; the connection must be closed. */
final class RefusedBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    RefusedBodyException(ProblemType type) {
        super(type.title());
        problem = Problem.of(type);
    }

    Problem problem() {
        return problem;
    }
}
