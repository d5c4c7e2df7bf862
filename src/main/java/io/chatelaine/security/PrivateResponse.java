package io.chatelaine.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A response that stays private to its key: at least {@code private} and {@code Vary}, no cookie, a test key's mark. */
final class PrivateResponse extends HttpServletResponseWrapper {
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String SET_COOKIE = "Set-Cookie";
    private static final String VARY = "Vary";
    private static final String VARY_BY_KEY = "Authorization, X-API-Key";

    private final boolean testKey;

    /** @param testKey whether what the key does is not kept, and the client is told so */
    PrivateResponse(HttpServletResponse response, boolean testKey) {
        super(response);
        this.testKey = testKey;
    }

    void apply() {
        if (testKey) {
            TestKeyMark.write((HttpServletResponse) getResponse());
        }
        super.setHeader(CACHE_CONTROL, "private");
        super.setHeader(VARY, VARY_BY_KEY);
    }

    @Override
    public void reset() {
        super.reset();
        apply();
    }

    @Override
    public void addCookie(Cookie cookie) {
        // Left out on purpose: a cookie would look like a way in, and is none.
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (name.equalsIgnoreCase(VARY)) {
            super.setHeader(VARY, value == null ? VARY_BY_KEY : VARY_BY_KEY + ", " + value);
        } else if (name.equalsIgnoreCase(CACHE_CONTROL)) {
            super.setHeader(CACHE_CONTROL, value == null ? "private" : atLeastPrivate(value));
        } else if (!isKept(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (name.equalsIgnoreCase(CACHE_CONTROL)) {
            String before = getHeader(CACHE_CONTROL);
            boolean ours = before == null || before.equals("private");
            super.setHeader(CACHE_CONTROL, atLeastPrivate(ours ? value : before + ", " + value));
        } else if (!isKept(name)) {
            super.addHeader(name, value);
        }
    }

    private boolean isKept(String name) {
        return name.equalsIgnoreCase(SET_COOKIE) || (testKey && name.equalsIgnoreCase(TestKeyMark.HEADER));
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
