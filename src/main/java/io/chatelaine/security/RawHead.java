package io.chatelaine.security;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Check of a request's head as it came over the wire (RFC 9112 §2.2, §5 and §6.3), which shows what a parser forgives: a line
 * that ends without CR, a folded one, a {@code Content-Length} that gave way to {@code Transfer-Encoding}.
 */
final class RawHead {
    private static final String LINES =
            "Each line of the request's head must end with CRLF and be a header of its own.";

    private int hosts;
    private int lengths;
    private int encodings;
    private long lengthOfValues;

    private RawHead() {}

    /**
     * Returns what is wrong, for the client; null if the head has one reading.
     *
     * @param head up to its empty line
     * @param parsed how many characters all values have, less those of {@code Host}, once the server has read them: fewer
     *     than the lines hold if it joined folded ones in place
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
                // Empty lines before the request's own are none of its lines.
                first &= at - 1 == from;
                from = at + 1;
            }
        }
        return read.lengthOfValues > parsed ? LINES : read.contradiction();
    }

    /** Tells if CR stands before the LF, and nowhere else. */
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

    /** Tells if the line is a header, or the empty one. */
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

    /** @param name in lower case */
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

    /** Counts the bytes without the white space around them. */
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
