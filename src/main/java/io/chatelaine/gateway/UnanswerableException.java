package io.chatelaine.gateway;

import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;

/** A gateway's request is malformed or not trusted: no key is verified, and the request is refused. */
final class UnanswerableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private UnanswerableException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** Returns a 400: the request is malformed. */
    static UnanswerableException malformed(String detail) {
        return new UnanswerableException(Problem.of(ProblemType.MALFORMED_REQUEST, detail));
    }

    /** Returns a 403: the settings do not trust the gateway or its dialect. */
    static UnanswerableException notBelieved(String detail) {
        return new UnanswerableException(Problem.of(ProblemType.GATEWAY_NOT_BELIEVED, detail));
    }

    Problem problem() {
        return problem;
    }
}
