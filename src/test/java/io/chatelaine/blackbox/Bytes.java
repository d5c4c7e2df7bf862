package io.chatelaine.blackbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decodes bytes from a text file: {@code \r \n \t \0 \\ \xNN}, and {@code {c*N}} for N times a character. */
final class Bytes {
    private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9a-f]{2})|\\\\([rnt0\\\\])|\\{(.)\\*([0-9]+)}");

    private Bytes() {}

    static String read(String text) {
        return ESCAPE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(bytes(found)));
    }

    private static String bytes(java.util.regex.MatchResult found) {
        if (found.group(1) != null) {
            return String.valueOf((char) Integer.parseInt(found.group(1), 16));
        }
        if (found.group(2) != null) {
            return switch (found.group(2)) {
                case "r" -> "\r";
                case "n" -> "\n";
                case "t" -> "\t";
                case "0" -> "\0";
                default -> "\\";
            };
        }
        return found.group(3).repeat(Integer.parseInt(found.group(4)));
    }
}
