package io.chatelaine.security;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Check of how a request says where its body ends and which host it is for (RFC 9112 §3.2 and §6). A server and a proxy
 * before it can read two such statements in two ways, and then the rest of one request is the next one to the server
 * alone.
 */
final class Framing {
    static final String HOSTS = "The request has more than one Host header.";
    static final String LENGTHS = "The request must have one Content-Length at most, a number.";
    static final String BOTH = "The request has both Content-Length and Transfer-Encoding.";
    static final String ENCODINGS = "The Transfer-Encoding of a request can only be chunked.";
    private static final String UPGRADE =
            "A request with an Upgrade header must have a Content-Length if it has a body.";
    private static final String CONTROLS = "A header holds a control character.";

    private static final Pattern CHUNKED = Pattern.compile("[ \t]*chunked[ \t]*", Pattern.CASE_INSENSITIVE);

    private Framing() {}

    /** Returns what is wrong, for the client; null if the framing has one reading. */
    static @Nullable String fault(HttpServletRequest request) {
        long length = lengthOfValues(request);
        if (length < 0) {
            return CONTROLS;
        }
        ByteBuffer head = GrizzlyHead.of(request);
        String raw = head == null ? null : RawHead.fault(head, length);
        if (raw != null) {
            return raw;
        }
        List<String> encodings = values(request, "Transfer-Encoding");
        String fault =
                fault(request.getProtocol(), values(request, "Host"), values(request, "Content-Length"), encodings);
        // Payara decodes no chunks behind this header, see MeasuredRequest.
        return fault == null && head != null && !encodings.isEmpty() && request.getHeader("Upgrade") != null
                ? UPGRADE
                : fault;
    }

    /**
     * Counts the characters of all values but those of {@code Host}, which the target of a request can replace. The count is
     * negative if one is a control character: RFC 9110 §5.5 calls CR, LF and NUL dangerous, the others invalid.
     */
    private static long lengthOfValues(HttpServletRequest request) {
        long length = 0;
        for (String name : Collections.list(request.getHeaderNames())) {
            boolean host = name.equalsIgnoreCase("Host");
            for (String value : values(request, name)) {
                if (hasControl(value)) {
                    return -1;
                }
                length += host ? 0 : value.length();
            }
        }
        return length;
    }

    /** @param lengths every value of {@code Content-Length}, like the other lists in the order sent */
    static @Nullable String fault(String protocol, List<String> hosts, List<String> lengths, List<String> encodings) {
        if (hosts.size() > 1) {
            return HOSTS;
        }
        if (lengths.size() > 1 || lengths.stream().anyMatch(length -> !isNumber(length))) {
            return LENGTHS;
        }
        if (encodings.isEmpty()) {
            return null;
        }
        if (!lengths.isEmpty()) {
            return BOTH;
        }
        if (encodings.size() > 1 || !CHUNKED.matcher(encodings.get(0)).matches()) {
            return ENCODINGS;
        }
        return protocol.equals("HTTP/1.0") ? "HTTP/1.0 has no Transfer-Encoding." : null;
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static List<String> values(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
