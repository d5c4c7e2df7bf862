package io.chatelaine.config;

import java.util.Locale;
import java.util.Set;

/**
 * Name of a header that may carry a key: a token of RFC 9110 §5.6.2 that neither HTTP nor Chatelaine uses for another
 * purpose.
 */
final class HeaderName {
    static final String ALLOWED = "a header name of at most 64 characters that HTTP itself does not use";

    private static final int LONGEST = 64;
    private static final String SIGNS = "!#$%&'*+-.^_`|~";
    private static final Set<String> TAKEN = Set.of(
            "age",
            "allow",
            "authorization",
            "cache-control",
            "connection",
            "cookie",
            "cookie2",
            "date",
            "destination",
            "dnt",
            "etag",
            "expect",
            "expires",
            "forwarded",
            "from",
            "host",
            "http2-settings",
            "keep-alive",
            "last-modified",
            "link",
            "location",
            "max-forwards",
            "origin",
            "pragma",
            "prefer",
            "priority",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "range",
            "referer",
            "retry-after",
            "server",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "upgrade-insecure-requests",
            "user-agent",
            "vary",
            "via",
            "warning",
            "www-authenticate",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-method",
            "x-forwarded-proto",
            "x-forwarded-uri",
            "x-original-method",
            "x-original-uri",
            "x-real-ip",
            "x-request-id");
    private static final Set<String> FAMILIES =
            Set.of("accept", "access-control", "content", "if", "sec", "x-chatelaine");

    private HeaderName() {}

    static boolean isFree(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String family : FAMILIES) {
            if (lower.equals(family) || lower.startsWith(family + "-")) {
                return false;
            }
        }
        return isToken(name) && !TAKEN.contains(lower);
    }

    private static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= LONGEST;
    }
}
