package io.chatelaine.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The id of a request for logs and audit: the client's {@code X-Request-Id} if it is safe, else a new id. */
public final class RequestId {
    public static final String HEADER = "X-Request-Id";

    private static final int LONGEST = 64;
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

    private RequestId() {}

    /** Returns the id of this request. The first call assigns it. */
    public static String of(HttpServletRequest request) {
        return assign(request, text -> false);
    }

    /**
     * Returns the id of this request. The first call assigns it.
     *
     * @param secret the test for a client's id that must not be used, although its characters are allowed
     */
    public static String assign(HttpServletRequest request, Predicate<String> secret) {
        ProblemContext context = ProblemContext.of(request);
        String known = context.requestId();
        if (known != null) {
            return known;
        }
        String sent = request.getHeader(HEADER);
        String id = isHarmless(sent) && !secret.test(sent) ? sent : generate();
        context.requestId(id);
        return id;
    }

    /** Returns whether the id has 1 to 64 characters of {@code [A-Za-z0-9._-]}, which cannot break a line of a log. */
    public static boolean isHarmless(@Nullable String id) {
        if (id == null || id.isEmpty() || id.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static String generate() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        StringBuilder id = new StringBuilder("req_");
        for (int i = 0; i < 24; i++) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return id.toString();
    }
}
