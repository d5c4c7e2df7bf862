package io.chatelaine.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An unauthenticated request without its key headers and cookies, so that the application cannot rely on them. */
final class KeylessRequest extends HttpServletRequestWrapper {
    private final Set<String> hidden;

    /**
     * Hides {@code Authorization}, {@code Cookie} and the key header of a request.
     *
     * @param keyHeader the name that {@code chatelaine.header.x-api-key.name} sets
     */
    KeylessRequest(HttpServletRequest request, String keyHeader) {
        super(request);
        hidden = Set.of("authorization", "cookie", lower(keyHeader));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private boolean isHidden(String name) {
        return hidden.contains(lower(name));
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(this::isHidden);
        return Collections.enumeration(names);
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        return null;
    }
}
