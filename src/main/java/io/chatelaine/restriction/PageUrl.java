package io.chatelaine.restriction;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a page, parsed strictly: http or https, a host name or IPv4 address, a port, a path. A URL that browsers
 * and servers might parse differently (userinfo, a backslash, a percent-encoded host) is invalid.
 *
 * @param origin in lower case, without the default port
 * @param path raw; empty if absent, for example in the header {@code Origin}
 */
record PageUrl(String origin, String path) {
    private static final String HTTPS = "https://";
    private static final String HTTP = "http://";
    private static final int LONGEST_HOST = 253;
    private static final int HIGHEST_PORT = 65535;

    /** @return null if the text is invalid */
    static @Nullable PageUrl parse(String text) {
        if (!text.chars().allMatch(c -> c > ' ' && c <= '~' && c != '\\')) {
            return null;
        }
        String scheme = startsWith(text, HTTPS) ? HTTPS : startsWith(text, HTTP) ? HTTP : "";
        int hostEnd = end(text, scheme.length(), "/?#");
        String authority = text.substring(scheme.length(), hostEnd).toLowerCase(Locale.ROOT);
        String host = host(authority, scheme.equals(HTTPS) ? 443 : 80);
        if (scheme.isEmpty() || host == null) {
            return null;
        }
        return new PageUrl(scheme + host, text.substring(hostEnd, end(text, hostEnd, "?#")));
    }

    private static boolean startsWith(String text, String scheme) {
        return text.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static int end(String text, int from, String marks) {
        int end = from;
        while (end < text.length() && marks.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Returns the host, with its port unless that is the scheme's default; null if invalid. */
    private static @Nullable String host(String authority, int ownPort) {
        int colon = authority.indexOf(':');
        String name = colon < 0 ? authority : authority.substring(0, colon);
        int port = colon < 0 ? ownPort : port(authority.substring(colon + 1));
        if (port < 0 || !isName(name)) {
            return null;
        }
        return port == ownPort ? name : name + ':' + port;
    }

    private static int port(String digits) {
        boolean plain = !digits.isEmpty()
                && digits.length() <= 5
                && digits.charAt(0) != '0'
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = plain ? Integer.parseInt(digits) : -1;
        return port <= HIGHEST_PORT ? port : -1;
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_HOST
                && !name.startsWith(".")
                && !name.endsWith(".")
                && !name.contains("..")
                && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.');
    }
}
