package io.chatelaine.security.rollback;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.util.Locale;

/**
 * A request that stays in its thread. An attempt to start asynchronous processing or an upgrade is refused with 403.
 */
public final class SynchronousRequest extends HttpServletRequestWrapper {
    public static final String ASYNCHRONOUS = "A test key does not allow an asynchronous request or a protocol upgrade,"
            + " because its changes are rolled back in one thread only. Use a live key.";

    private final RefusableResponse response;

    SynchronousRequest(HttpServletRequest request, RefusableResponse response) {
        super(request);
        this.response = response;
    }

    /** Returns whether the request asks for a WebSocket. Some servers upgrade it before any filter runs. */
    public static boolean isWebSocket(HttpServletRequest request) {
        String upgrade = request.getHeader("Upgrade");
        return upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket");
    }

    @Override
    public boolean isAsyncSupported() {
        return false;
    }

    @Override
    public AsyncContext startAsync() {
        throw refused();
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse answer) {
        throw refused();
    }

    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> handler) {
        throw refused();
    }

    private IllegalStateException refused() {
        response.refuse((HttpServletRequest) getRequest(), ASYNCHRONOUS);
        return new IllegalStateException(ASYNCHRONOUS);
    }
}
