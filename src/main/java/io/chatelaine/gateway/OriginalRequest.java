package io.chatelaine.gateway;

import static io.chatelaine.gateway.UnanswerableException.malformed;
import static io.chatelaine.gateway.UnanswerableException.notBelieved;

import io.chatelaine.config.GatewaySettings;
import io.chatelaine.config.GatewaySettings.GatewayDialect;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The original request that a gateway asks about, and the query with its requirements: a pure function of the gateway's
 * request and the settings.
 *
 * @param own the raw query string of the gateway's request, without the original request's query
 */
record OriginalRequest(RequestTarget original, @Nullable String own) {
    private static final String TRUSTED = "chatelaine.trusted-proxies";
    private static final String DIALECT = "chatelaine.authorize.dialect";

    static OriginalRequest read(GatewayRequest request, GatewaySettings settings) throws UnanswerableException {
        GatewayDialect dialect = settings.dialect();
        if (dialect != GatewayDialect.NONE && !settings.trustedProxies().contain(request.peer())) {
            throw notBelieved("The gateway's address must be in the setting " + TRUSTED + '.');
        }
        return switch (dialect) {
            case NONE ->
                new OriginalRequest(new RequestTarget(request.method(), GatewayRequest.PATH, null), request.query());
            case ORIGINAL -> byHeaders(request, dialect, "X-Original-URI", "X-Original-Method");
            case FORWARDED -> byHeaders(request, dialect, "X-Forwarded-Uri", "X-Forwarded-Method");
            case ENVOY -> byPath(request);
        };
    }

    /** Returns both query strings, joined by {@code &}, for the search for a key; null if both are absent. */
    @Nullable String queries() {
        String originals = original.query();
        if (own == null || originals == null) {
            return own == null ? originals : own;
        }
        return own + '&' + originals;
    }

    private static OriginalRequest byHeaders(GatewayRequest request, GatewayDialect dialect, String uri, String method)
            throws UnanswerableException {
        return new OriginalRequest(
                RequestTarget.read(uri, method, one(request, dialect, uri), one(request, dialect, method)),
                request.query());
    }

    private static String one(GatewayRequest request, GatewayDialect dialect, String name)
            throws UnanswerableException {
        List<String> values = request.headers().apply(name);
        if (values.isEmpty()) {
            throw missing(dialect, "the header " + name);
        }
        if (values.size() > 1) {
            throw malformed(name + " was sent more than once.");
        }
        return values.get(0);
    }

    /**
     * Reads the target after {@code /v1/authorize}, or in the parameter {@code uri}, which extends to the end of the
     * query.
     */
    private static OriginalRequest byPath(GatewayRequest request) throws UnanswerableException {
        String suffix = request.suffix();
        String query = request.query();
        if (suffix == null) {
            throw malformed("The path must begin with exactly " + GatewayRequest.PATH + '.');
        }
        if (!suffix.isEmpty()) {
            String target = query == null ? suffix : suffix + '?' + query;
            return new OriginalRequest(
                    RequestTarget.read("The path after " + GatewayRequest.PATH, "The method", target, request.method()),
                    null);
        }
        int at = query == null ? -1 : ('&' + query).indexOf("&uri=");
        if (query == null || at < 0) {
            throw missing(GatewayDialect.ENVOY, "the original path after " + GatewayRequest.PATH + " or in ?uri=");
        }
        String target = query.substring(at + "uri=".length());
        return new OriginalRequest(
                RequestTarget.read("The parameter uri", "The method", target, request.method()),
                at == 0 ? null : query.substring(0, at - 1));
    }

    private static UnanswerableException missing(GatewayDialect dialect, String required) {
        return notBelieved("With the setting " + DIALECT + '=' + dialect.name().toLowerCase(Locale.ROOT)
                + " the gateway must send " + required + '.');
    }
}
