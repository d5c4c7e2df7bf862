package io.chatelaine.gateway;

import io.chatelaine.config.GatewaySettings.GatewayDialect;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemWriter;
import io.chatelaine.security.AuthenticationResult.Failed;
import io.chatelaine.security.Challenges;
import io.chatelaine.security.Sunset;
import io.chatelaine.verification.VerifiedKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The response to a gateway, with the statuses that this kind of gateway understands. */
record GatewayResponse(
        HttpServletRequest request, HttpServletResponse response, GatewayDialect dialect, boolean forNginx) {
    static final String STATUS = "X-Chatelaine-Status";
    static final String PROBLEM = "X-Chatelaine-Problem";

    /** Writes an acceptance with the identity headers. */
    void accept(VerifiedKey key) {
        // Envoy accepts only 200.
        response.setStatus(
                dialect == GatewayDialect.ENVOY ? HttpServletResponse.SC_OK : HttpServletResponse.SC_NO_CONTENT);
        response.setHeader("Cache-Control", "no-store");
        IdentityHeaders.headers(key).forEach(response::setHeader);
        Sunset.write(key, response);
    }

    /** Writes a refusal. For nginx the status is 401 or 403, and headers carry the true status and problem. */
    void refuse(Failed failed) throws IOException {
        Problem problem = failed.problem();
        int status = problem.type().status();
        if (failed.known() != null) {
            Sunset.write(failed.known(), response);
        }
        if (!forNginx) {
            failed.challenges().forEach(challenge -> response.addHeader(Challenges.HEADER, challenge));
            ProblemWriter.write(request, response, problem);
            return;
        }
        if (!failed.challenges().isEmpty()) {
            // nginx before 1.23 forwards only one such header.
            response.setHeader(Challenges.HEADER, String.join(", ", failed.challenges()));
        }
        response.setHeader(STATUS, String.valueOf(status));
        response.setHeader(PROBLEM, ascii(ProblemWriter.body(request, problem)));
        ProblemWriter.write(request, response, problem, status == 401 ? 401 : 403);
    }

    /** Escapes all characters that are not ASCII, so that a header can hold the JSON. They occur in strings only. */
    private static String ascii(byte[] json) {
        StringBuilder ascii = new StringBuilder(json.length);
        for (char c : new String(json, StandardCharsets.UTF_8).toCharArray()) {
            if (c < 0x7f) {
                ascii.append(c);
            } else {
                ascii.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return ascii.toString();
    }
}
