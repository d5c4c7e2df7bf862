package io.chatelaine.gateway;

import static io.chatelaine.gateway.UnanswerableException.malformed;

import io.chatelaine.verification.RequestFacts;

/** The original request's own line, as a gateway repeats it. What two readers might take for two things is refused. */
final class RequestTarget {
    static final int LONGEST = 8192;

    private static final int LONGEST_METHOD = 32;
    private static final String SIGNS_OF_A_METHOD = "!#$%&'*+-.^_`|~";

    private RequestTarget() {}

    /** @param source the header, or else, that it was read from, for people */
    static RequestFacts read(String source, String methodSource, String target, String method)
            throws UnanswerableException {
        require(isMethod(method), methodSource, "a method: 1 to 32 letters, or other characters of a token");
        require(target.startsWith("/"), source, "a path from its first slash on, with its query");
        require(target.length() <= LONGEST, source, "at most " + LONGEST + " characters long");
        require(
                target.chars().allMatch(c -> c > ' ' && c <= '~' && c != '#'),
                source,
                "of visible ASCII characters, without #");
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        require(!target.contains("%00") && isEscapedWell(path), source, "with whole escapes, none of them %00");
        return new RequestFacts(method, path, mark < 0 ? null : target.substring(mark + 1));
    }

    private static void require(boolean fits, String source, String what) throws UnanswerableException {
        if (!fits) {
            throw malformed(source + " must be " + what + '.');
        }
    }

    private static boolean isMethod(String method) {
        return !method.isEmpty()
                && method.length() <= LONGEST_METHOD
                && method.chars().allMatch(c -> isLetterOrDigit(c) || SIGNS_OF_A_METHOD.indexOf(c) >= 0);
    }

    private static boolean isEscapedWell(String path) {
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
