package io.chatelaine.config;

import java.util.regex.Pattern;

/** Text of an origin exactly as a browser sends it (RFC 6454 §6.2), so that it is compared character by character. */
final class OriginText {
    static final String ALLOWED = "origins as a browser sends them, for example https://app.example.com or"
            + " http://localhost:3000: small letters, no path, no default port, no *";

    private static final int LONGEST = 300;
    private static final String LABEL = "[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?";
    private static final Pattern ORIGIN =
            Pattern.compile("https?://(" + LABEL + "(\\." + LABEL + ")*|\\[[0-9a-f:.]+\\])(:[1-9][0-9]{0,4})?");
    private static final Pattern DEFAULT_PORT = Pattern.compile("http://.*:80|https://.*:443");

    private OriginText() {}

    static boolean isOrigin(String text) {
        return text.length() <= LONGEST
                && ORIGIN.matcher(text).matches()
                && !DEFAULT_PORT.matcher(text).matches();
    }
}
