package io.chatelaine.security.framing;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Check of the headers that frame a request: the end of its body and its host (RFC 9112 §3.2 and §6). A server and a
 * proxy in front of it can read contradictory headers differently. The server then takes the rest of one request for
 * the next one (request smuggling).
 */
public final class Framing {
    static final String HOSTS = "The request has more than one Host header.";
    static final String LENGTHS = "The request must have at most one Content-Length, and it must be a number.";
    static final String BOTH = "The request has both Content-Length and Transfer-Encoding.";
    static final String ENCODINGS = "The Transfer-Encoding of a request must be chunked.";
    private static final String UPGRADE =
            "A request with an Upgrade header must have a Content-Length if it has a body.";
    private static final String CONTROLS = "A header contains a control character.";

    private static final Pattern CHUNKED = Pattern.compile("[ \t]*chunked[ \t]*", Pattern.CASE_INSENSITIVE);

    private Framing() {}

    /** Returns the fault as text for the client; null if the framing is unambiguous. */
    public static @Nullable String fault(HttpServletRequest request) {
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
        // Payara does not decode chunks if this header is present, see MeasuredRequest.
        return fault == null && head != null && !encodings.isEmpty() && request.getHeader("Upgrade") != null
                ? UPGRADE
                : fault;
    }

    /**
     * Counts the characters of all values except {@code Host}, which the request target can replace. Returns -1 if a
     * value contains a control character: RFC 9110 §5.5 calls CR, LF and NUL dangerous, the others invalid.
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

    /**
     * Returns the fault of the framing headers; null if they are unambiguous.
     *
     * @param lengths the values of {@code Content-Length}; all lists are in the order sent
     */
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
        return protocol.equals("HTTP/1.0") ? "HTTP/1.0 does not have Transfer-Encoding. Use HTTP/1.1." : null;
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
