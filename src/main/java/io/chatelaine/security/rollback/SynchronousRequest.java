package io.chatelaine.security.rollback;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.util.Locale;

/** A request that is answered in its own thread or not at all: where it is to leave that, it is refused there and then. */
public final class SynchronousRequest extends HttpServletRequestWrapper {
    public static final String ASYNCHRONOUS =
            "What a test key does is undone, which holds for one thread only: a request that is"
                    + " answered asynchronously, or becomes another protocol, takes a live key.";

    private final RefusableResponse response;

    SynchronousRequest(HttpServletRequest request, RefusableResponse response) {
        super(request);
        this.response = response;
    }

    /** Whether it asks to become a WebSocket, which some servers let happen before any filter. */
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
