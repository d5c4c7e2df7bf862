package io.chatelaine.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A question as it came, in plain values.
 *
 * @param peer the address that it came from
 * @param suffix what stands behind {@code /v1/authorize}, raw; null where the path is written in another way
 * @param query raw, null where there is none
 * @param headers every value of the header of a name
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
