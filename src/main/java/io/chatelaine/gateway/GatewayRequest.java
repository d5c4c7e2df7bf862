package io.chatelaine.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The request of a gateway, in plain values.
 *
 * @param peer the address of the gateway
 * @param suffix the raw path after {@code /v1/authorize}; null if the path has another form
 * @param query the raw query string; null if absent
 * @param headers a function from a header name to all its values
 */
record GatewayRequest(
        String peer,
        String method,
        @Nullable String suffix,
        @Nullable String query,
        Function<String, List<String>> headers) {
    static final String PATH = "/v1/authorize";

    static GatewayRequest of(HttpServletRequest request) {
        String start = request.getContextPath() + PATH;
        String uri = request.getRequestURI();
        return new GatewayRequest(
                request.getRemoteAddr(),
                request.getMethod(),
                uri.startsWith(start) ? uri.substring(start.length()) : null,
                request.getQueryString(),
                name -> Collections.list(request.getHeaders(name)));
    }
}
