package io.chatelaine.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Rights of pages of other origins.
 *
 * @param origins pages that may read refusals, each exactly as a browser sends it
 */
public record BrowserSettings(PreflightPolicy preflight, List<String> origins) {
    static final String ORIGINS_ALLOWED = "origins as a browser sends them, for example https://app.example.com or"
            + " http://localhost:3000: small letters, no path, no default port, no *";

    private static final int LONGEST = 300;
    private static final String LABEL = "[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?";
    private static final Pattern ORIGIN =
            Pattern.compile("https?://(" + LABEL + "(\\." + LABEL + ")*|\\[[0-9a-f:.]+\\])(:[1-9][0-9]{0,4})?");
    private static final Pattern DEFAULT_PORT = Pattern.compile("http://.*:80|https://.*:443");

    public BrowserSettings {
        origins = List.copyOf(origins);
    }

    /** Checks that a text is a serialized origin (RFC 6454 §6.2), so that origins compare by characters. */
    static boolean isOrigin(String text) {
        return text.length() <= LONGEST
                && ORIGIN.matcher(text).matches()
                && !DEFAULT_PORT.matcher(text).matches();
    }

    /** Treatment of a CORS preflight, which never has a key ({@code chatelaine.preflight}). */
    public enum PreflightPolicy {
        /** A preflight needs a key, like any other request. */
        REFUSE,
        /** A preflight reaches an embedding application, without its key headers and cookies. */
        PASS
    }
}
