package io.chatelaine.security;

import io.chatelaine.security.framing.MeasuredRequest;
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
 * Filter that keeps responses stateless and private on {@code /v1}, {@code /api} and all other paths that need a key:
 * no session, no cookie, no shared cache. An application cannot override this.
 */
public class StatelessFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest sent = MeasuredRequest.of((HttpServletRequest) request);
        RequestState state = RequestState.of(request);
        if (state.isBeyond()) {
            chain.doFilter(sent, response);
            return;
        }
        boolean own = ServletAccessRules.of(sent).isAnsweredByUs(sent);
        PrivateResponse guarded =
                new PrivateResponse((HttpServletResponse) response, own, state.varyByKey(), state.isRolledBack());
        guarded.apply();
        HttpServletRequest passed = state.isPreflight()
                ? new KeylessRequest(sent, state.settings().credentials().xApiKeyName())
                : sent;
        chain.doFilter(new SessionlessRequest(passed), guarded);
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
