package io.chatelaine.api.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.chatelaine.api.json.Json;
import io.chatelaine.change.IdempotencyKey;
import io.chatelaine.key.KeyDetector;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemException;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.request.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code Idempotency-Key}: 1 to 255 printable ASCII characters, compared as sent, quotes included. */
final class IdempotencyHeader {
    private static final String NAME = "Idempotency-Key";
    private static final int LONGEST = 255;

    private IdempotencyHeader() {}

    /**
     * Reads the header, and hashes the account and the body with it; returns null if the header is absent.
     *
     * @param prefix of keys: the header must not contain a key
     */
    static @Nullable IdempotencyKey read(
            HttpServletRequest request, IssueKeyRequest body, Caller caller, String prefix) {
        List<String> values = Collections.list(request.getHeaders(NAME));
        if (values.isEmpty()) {
            return null;
        }
        String text = values.get(0);
        if (values.size() > 1 || !isPrintable(text) || KeyDetector.mightContainKey(text, prefix)) {
            throw new ProblemException(Problem.of(
                    ProblemType.MALFORMED_REQUEST,
                    NAME + " must occur once, with 1 to 255 printable ASCII characters and no API key."));
        }
        return IdempotencyKey.of(text, (caller.accountId() + '\n' + json(body)).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPrintable(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    /** Returns the same text for the same members, regardless of their order and of white space. */
    private static String json(IssueKeyRequest body) {
        try {
            return Json.MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Jackson cannot write a body that it has read", e);
        }
    }
}
