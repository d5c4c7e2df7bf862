package io.chatelaine.restriction;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Detection of paths, raw or decoded, that two servers may resolve differently. */
public final class PathAmbiguity {
    /** Characters whose escape is ambiguous: one server decodes it before it resolves the path, another one after. */
    private static final String SIGNIFICANT = "/\\.;%";

    private PathAmbiguity() {}

    /**
     * Returns whether two servers might resolve the path differently. Ambiguous are an empty segment, a dot segment, a
     * parameter, a backslash, a control character, an escape of one of these, and an invalid or non-UTF-8 escape.
     */
    public static boolean isAmbiguous(String path) {
        if (!path.startsWith("/") || path.contains("//") || hasDots(path)) {
            return true;
        }
        boolean high = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            int escaped = c == '%' ? escaped(path, i) : ' ';
            if (c == '\\' || c == ';' || isControl(c) || escaped < 0 || isControl(escaped)) {
                return true;
            }
            if (SIGNIFICANT.indexOf(escaped) >= 0) {
                return true;
            }
            high |= escaped > 0x7f;
        }
        return high && !isUtf8(path);
    }

    /**
     * Decodes the escapes of an unambiguous path.
     *
     * @throws IllegalArgumentException if the path is ambiguous
     */
    public static String decode(String path) {
        if (isAmbiguous(path)) {
            throw new IllegalArgumentException("an ambiguous path has no decoded form");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        int from = 0;
        for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', from)) {
            bytes.writeBytes(path.substring(from, at).getBytes(StandardCharsets.UTF_8));
            bytes.write(escaped(path, at));
            from = at + 3;
        }
        bytes.writeBytes(path.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean hasDots(String path) {
        for (int at = path.indexOf("/."); at >= 0; at = path.indexOf("/.", at + 1)) {
            int end = path.startsWith("/..", at) ? at + 3 : at + 2;
            if (end == path.length() || path.charAt(end) == '/') {
                return true;
            }
        }
        return false;
    }

    private static boolean isControl(int c) {
        return c < ' ' || c == 0x7f;
    }

    /** Returns the byte of the escape at an index; negative if it is invalid. */
    private static int escaped(String path, int at) {
        return at + 2 < path.length() ? hex(path.charAt(at + 1)) << 4 | hex(path.charAt(at + 2)) : -1;
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static boolean isUtf8(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); i++) {
            boolean escape = path.charAt(i) == '%';
            bytes.write(escape ? escaped(path, i) : ' ');
            i += escape ? 2 : 0;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
