package io.chatelaine.security.framing;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Check of a request's head as sent (RFC 9112 §2.2, §5 and §6.3). It finds faults that the parser tolerates: a line
 * that ends without CR, a folded line, a {@code Content-Length} that the parser ignores in favour of
 * {@code Transfer-Encoding}.
 */
final class RawHead {
    private static final String LINES =
            "Each line of the request head must end with CRLF and must be a complete header.";

    private int hosts;
    private int lengths;
    private int encodings;
    private long lengthOfValues;

    private RawHead() {}

    /**
     * Returns the fault as text for the client; null if the head is unambiguous.
     *
     * @param head the bytes up to and including the empty line
     * @param parsed the length of all parsed values except {@code Host}; smaller than in the head if the server joined
     *     folded lines in place
     */
    static @Nullable String fault(ByteBuffer head, long parsed) {
        RawHead read = new RawHead();
        boolean first = true;
        int from = head.position();
        for (int at = from; at < head.limit(); at++) {
            if (head.get(at) == '\n') {
                if (!isLine(head, from, at, first) || (!first && !read.count(head, from, at - 1))) {
                    return LINES;
                }
                // Empty lines before the request line are not part of the head.
                first &= at - 1 == from;
                from = at + 1;
            }
        }
        return read.lengthOfValues > parsed ? LINES : read.contradiction();
    }

    /** Returns whether CR stands before the LF and nowhere else, NUL is absent, and the line is not folded. */
    private static boolean isLine(ByteBuffer head, int from, int lineFeed, boolean first) {
        int end = lineFeed - 1;
        if (end < from || head.get(end) != '\r') {
            return false;
        }
        for (int at = from; at < end; at++) {
            byte b = head.get(at);
            if (b == '\r' || b == 0) {
                return false;
            }
        }
        return first || end == from || (head.get(from) != ' ' && head.get(from) != '\t');
    }

    /** Counts a header that matters for framing. Returns whether the line is a header or empty. */
    private boolean count(ByteBuffer head, int from, int end) {
        int colon = from;
        while (colon < end && head.get(colon) != ':') {
            colon++;
        }
        int length = colon < end ? trimmed(head, colon + 1, end) : 0;
        lengthOfValues += length;
        if (isNamed("host", head, from, colon)) {
            hosts++;
            lengthOfValues -= length;
        } else if (isNamed("content-length", head, from, colon)) {
            lengths++;
        } else if (isNamed("transfer-encoding", head, from, colon)) {
            encodings++;
        }
        return colon < end || from == end;
    }

    /**
     * Compares a header name, ignoring case.
     *
     * @param name the expected name in lower case
     */
    private static boolean isNamed(String name, ByteBuffer head, int from, int to) {
        if (to - from != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            byte b = head.get(from + i);
            if ((b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the number of bytes without surrounding white space. */
    private static int trimmed(ByteBuffer head, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isWhite(head.get(start))) {
            start++;
        }
        while (end > start && isWhite(head.get(end - 1))) {
            end--;
        }
        return end - start;
    }

    private static boolean isWhite(byte b) {
        return b == ' ' || b == '\t';
    }

    private @Nullable String contradiction() {
        if (hosts > 1) {
            return Framing.HOSTS;
        }
        if (lengths > 1) {
            return Framing.LENGTHS;
        }
        if (lengths > 0 && encodings > 0) {
            return Framing.BOTH;
        }
        return encodings > 1 ? Framing.ENCODINGS : null;
    }
}
