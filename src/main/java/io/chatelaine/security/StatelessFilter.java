package io.chatelaine.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What an application behind the door cannot undo on {@code /v1} and {@code /api}, or wherever else a key is needed: there is no session and no cookie, and
 * no shared cache keeps an answer that was meant for one key.
 */
public class StatelessFilter implements Filter {
    /** The attribute of a request that needs no key, in an application that has other paths besides. */
    static final String BEYOND = StatelessFilter.class.getName() + ".beyond";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(BEYOND) != null) {
            chain.doFilter(request, response);
            return;
        }
        PrivateResponse guarded = new PrivateResponse((HttpServletResponse) response, TestKeyMark.isOn(request));
        guarded.apply();
        chain.doFilter(new SessionlessRequest((HttpServletRequest) request), guarded);
    }

    private static final class SessionlessRequest extends HttpServletRequestWrapper {
        SessionlessRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public HttpSession getSession() {
            throw new IllegalStateException("there are no sessions where requests are authenticated by API key");
        }

        @Override
        public @Nullable HttpSession getSession(boolean create) {
            return create ? getSession() : null;
        }
    }
}
