package io.chatelaine.security;

import io.chatelaine.security.rollback.TestKeyMark;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Response that is private to its key. An application's response has at least {@code private}; Chatelaine's own has
 * {@code no-store} and {@code nosniff}. Both have {@code Vary}, the mark of a test key and no cookie.
 */
final class PrivateResponse extends HttpServletResponseWrapper {
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String SET_COOKIE = "Set-Cookie";
    private static final String VARY = "Vary";
    private static final String CONTENT_TYPE_OPTIONS = "X-Content-Type-Options";

    private final boolean own;
    private final String varyByKey;
    private final boolean testKey;

    /**
     * @param own whether Chatelaine itself responds
     * @param varyByKey the names of the headers that may carry a key
     * @param testKey whether the response has the header that marks a test key, whose changes are rolled back
     */
    PrivateResponse(HttpServletResponse response, boolean own, String varyByKey, boolean testKey) {
        super(response);
        this.own = own;
        this.varyByKey = varyByKey;
        this.testKey = testKey;
    }

    void apply() {
        if (testKey) {
            TestKeyMark.write((HttpServletResponse) getResponse());
        }
        super.setHeader(CACHE_CONTROL, own ? "no-store" : "private");
        super.setHeader(VARY, varyByKey);
        if (own) {
            super.setHeader(CONTENT_TYPE_OPTIONS, "nosniff");
        }
    }

    @Override
    public void reset() {
        super.reset();
        apply();
    }

    @Override
    public void addCookie(Cookie cookie) {
        // Ignored on purpose: no cookie authenticates here.
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (isFixed(name)) {
            return;
        }
        if (name.equalsIgnoreCase(VARY)) {
            super.setHeader(VARY, value == null ? varyByKey : varyByKey + ", " + value);
        } else if (name.equalsIgnoreCase(CACHE_CONTROL)) {
            super.setHeader(CACHE_CONTROL, value == null ? "private" : atLeastPrivate(value));
        } else {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (isFixed(name)) {
            return;
        }
        if (name.equalsIgnoreCase(CACHE_CONTROL)) {
            String before = getHeader(CACHE_CONTROL);
            boolean ours = before == null || before.equals("private");
            super.setHeader(CACHE_CONTROL, atLeastPrivate(ours ? value : before + ", " + value));
        } else {
            super.addHeader(name, value);
        }
    }

    /** Returns whether the application cannot change the header. */
    private boolean isFixed(String name) {
        return name.equalsIgnoreCase(SET_COOKIE)
                || (testKey && name.equalsIgnoreCase(TestKeyMark.HEADER))
                || (own && (name.equalsIgnoreCase(CACHE_CONTROL) || name.equalsIgnoreCase(CONTENT_TYPE_OPTIONS)));
    }

    private static String atLeastPrivate(String value) {
        StringBuilder kept = new StringBuilder();
        boolean closed = false;
        for (String directive : value.split(",", -1)) {
            String lower = directive.trim().toLowerCase(Locale.ROOT);
            closed |= lower.equals("private") || lower.equals("no-store");
            if (!lower.equals("public") && !lower.startsWith("s-maxage")) {
                kept.append(kept.isEmpty() ? "" : ", ").append(directive.trim());
            }
        }
        return closed ? kept.toString() : "private" + (kept.isEmpty() ? "" : ", " + kept);
    }
}
