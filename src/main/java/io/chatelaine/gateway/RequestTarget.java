package io.chatelaine.gateway;

import static io.chatelaine.gateway.UnanswerableException.malformed;

import org.jspecify.annotations.Nullable;

/**
 * The method and target of the original request, as a gateway repeats them. An ambiguous target is refused.
 *
 * @param path the raw path
 * @param query the raw query string; null if absent
 */
record RequestTarget(String method, String path, @Nullable String query) {
    static final int LONGEST = 8192;

    private static final int LONGEST_METHOD = 32;
    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

    /**
     * Parses the method and the target.
     *
     * @param source the name of the target's source, for error messages
     * @param methodSource the name of the method's source, for error messages
     */
    static RequestTarget read(String source, String methodSource, String target, String method)
            throws UnanswerableException {
        require(isMethod(method), methodSource, "be a method of 1 to 32 token characters");
        require(target.startsWith("/"), source, "be a path that starts with /, with its query");
        require(target.length() <= LONGEST, source, "have at most " + LONGEST + " characters");
        require(
                target.chars().allMatch(c -> c > ' ' && c <= '~' && c != '#'),
                source,
                "consist of visible ASCII characters without #");
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        require(
                !target.contains("%00") && hasCompleteEscapes(path),
                source,
                "have only complete percent-encodings, and no %00");
        return new RequestTarget(method, path, mark < 0 ? null : target.substring(mark + 1));
    }

    private static void require(boolean fits, String source, String rule) throws UnanswerableException {
        if (!fits) {
            throw malformed(source + " must " + rule + '.');
        }
    }

    private static boolean isMethod(String method) {
        return !method.isEmpty()
                && method.length() <= LONGEST_METHOD
                && method.chars().allMatch(c -> isLetterOrDigit(c) || TOKEN_SYMBOLS.indexOf(c) >= 0);
    }

    private static boolean hasCompleteEscapes(String path) {
        for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 1)) {
            if (at + 2 >= path.length() || !isHex(path.charAt(at + 1)) || !isHex(path.charAt(at + 2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
