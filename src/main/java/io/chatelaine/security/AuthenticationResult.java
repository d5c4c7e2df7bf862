package io.chatelaine.security;

import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemWriter;
import io.chatelaine.verification.VerifiedKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of authenticating a request. */
public sealed interface AuthenticationResult {
    record Authenticated(VerifiedKey key) implements AuthenticationResult {}

    /**
     * A refusal, as the client sees it.
     *
     * @param challenges the values of {@code WWW-Authenticate}, each in a separate header
     * @param known the key, if the response reveals that it exists (403, 429); else null
     */
    record Failed(
            Problem problem,
            List<String> challenges,
            @Nullable VerifiedKey known) implements AuthenticationResult {
        public Failed {
            challenges = List.copyOf(challenges);
        }

        public Failed(Problem problem, List<String> challenges) {
            this(problem, challenges, null);
        }

        public static Failed of(Problem problem) {
            return new Failed(problem, List.of());
        }

        void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
            for (String challenge : challenges) {
                response.addHeader(Challenges.HEADER, challenge);
            }
            ProblemWriter.write(request, response, problem);
        }
    }
}
