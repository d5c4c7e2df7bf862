package io.chatelaine.security;

import io.chatelaine.config.CredentialSettings;
import io.chatelaine.security.framing.MeasuredRequest;
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
 * Filter that keeps responses stateless and private on {@code /v1}, {@code /api} and all other paths that need a key:
 * no session, no cookie, no shared cache. An application cannot override this.
 */
public class StatelessFilter implements Filter {
    /** The attribute of a request outside the protected paths of an embedding application. */
    static final String BEYOND = StatelessFilter.class.getName() + ".beyond";

    /** The attribute of an unauthenticated preflight: the name of the header that carries a key. */
    static final String PREFLIGHT = StatelessFilter.class.getName() + ".preflight";

    private static final String VARY = StatelessFilter.class.getName() + ".vary";

    /** Stores the value of {@code Vary}: the enabled key headers. */
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
            throw new IllegalStateException("A request that is authenticated by API key has no session");
        }

        @Override
        public @Nullable HttpSession getSession(boolean create) {
            return create ? getSession() : null;
        }
    }
}
