package io.chatelaine.gateway;

import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;

/** A gateway's question cannot be answered as it was put: nothing is judged, and nobody let in. */
final class UnanswerableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private UnanswerableException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** 400: it makes no sense. */
    static UnanswerableException malformed(String detail) {
        return new UnanswerableException(Problem.of(ProblemType.MALFORMED_REQUEST, detail));
    }

    /** 403: the settings do not let it be believed. */
    static UnanswerableException notBelieved(String detail) {
        return new UnanswerableException(Problem.of(ProblemType.GATEWAY_NOT_BELIEVED, detail));
    }

    Problem problem() {
        return problem;
    }
}
