package io.chatelaine.security;

import io.chatelaine.config.Settings.CredentialSettings;
import io.chatelaine.security.rollback.TestKeyMark;
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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an application behind the door cannot undo on {@code /v1} and {@code /api}, or wherever else a key is needed: there is no session and no cookie, and
 * no shared cache keeps an answer that was meant for one key.
 */
public class StatelessFilter implements Filter {
    /** The attribute of a request that needs no key, in an application that has other paths besides. */
    static final String BEYOND = StatelessFilter.class.getName() + ".beyond";

    /** The attribute of a preflight that nobody judged: the name of the header that carries a key. */
    static final String PREFLIGHT = StatelessFilter.class.getName() + ".preflight";

    private static final String VARY = StatelessFilter.class.getName() + ".vary";

    /** Notes which headers an answer depends on: those that may carry a key. */
    static void varyBy(CredentialSettings credentials, HttpServletRequest request) {
        List<String> names = new ArrayList<>();
        if (credentials.bearer()) {
            names.add("Authorization");
        }
        if (credentials.xApiKey()) {
            names.add(credentials.xApiKeyName());
        }
        request.setAttribute(VARY, String.join(", ", names));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest sent = MeasuredRequest.of((HttpServletRequest) request);
        if (request.getAttribute(BEYOND) != null) {
            chain.doFilter(sent, response);
            return;
        }
        boolean own = ServletAccessRules.of(sent).isAnsweredByUs(sent);
        String vary = request.getAttribute(VARY) instanceof String names ? names : "*";
        PrivateResponse guarded =
                new PrivateResponse((HttpServletResponse) response, own, vary, TestKeyMark.isOn(request));
        guarded.apply();
        boolean preflight = request.getAttribute(PREFLIGHT) instanceof String;
        chain.doFilter(
                new SessionlessRequest(
                        preflight ? new KeylessRequest(sent, String.valueOf(request.getAttribute(PREFLIGHT))) : sent),
                guarded);
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
