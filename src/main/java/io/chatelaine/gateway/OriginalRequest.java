package io.chatelaine.gateway;

import static io.chatelaine.gateway.UnanswerableException.malformed;
import static io.chatelaine.gateway.UnanswerableException.notBelieved;

import io.chatelaine.config.GatewayDialect;
import io.chatelaine.config.Settings.GatewaySettings;
import io.chatelaine.verification.RequestFacts;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway asks: about which request, and with which demands. A pure function of what was sent and the settings.
 *
 * @param own the query of the question itself, raw; never that of the original request
 */
record OriginalRequest(RequestFacts original, @Nullable String own) {
    private static final String TRUSTED = "chatelaine.trusted-proxies";
    private static final String DIALECT = "chatelaine.authorize.dialect";

    static OriginalRequest read(GatewayRequest request, GatewaySettings settings) throws UnanswerableException {
        GatewayDialect dialect = settings.dialect();
        if (dialect != GatewayDialect.NONE && !settings.trustedProxies().contain(request.peer())) {
            throw notBelieved("The address that asks is not in the setting " + TRUSTED + '.');
        }
        return switch (dialect) {
            case NONE ->
                new OriginalRequest(new RequestFacts(request.method(), GatewayRequest.PATH, null), request.query());
            case ORIGINAL -> byHeaders(request, dialect, "X-Original-URI", "X-Original-Method");
            case FORWARDED -> byHeaders(request, dialect, "X-Forwarded-Uri", "X-Forwarded-Method");
            case ENVOY -> byPath(request);
        };
    }

    /** Every query there is, for a key to be looked for in: {@code &} parts them as it parts parameters. */
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

    /** The path goes on behind ours, or all of it stands in a parameter {@code uri}, which has no end but the query's. */
    private static OriginalRequest byPath(GatewayRequest request) throws UnanswerableException {
        String suffix = request.suffix();
        String query = request.query();
        if (suffix == null) {
            throw malformed("The path must begin with " + GatewayRequest.PATH + ", written so.");
        }
        if (!suffix.isEmpty()) {
            String target = query == null ? suffix : suffix + '?' + query;
            return new OriginalRequest(
                    RequestTarget.read("What follows " + GatewayRequest.PATH, "The method", target, request.method()),
                    null);
        }
        int at = query == null ? -1 : ('&' + query).indexOf("&uri=");
        if (query == null || at < 0) {
            throw missing(GatewayDialect.ENVOY, "the original path behind " + GatewayRequest.PATH + " or in ?uri=");
        }
        String target = query.substring(at + "uri=".length());
        return new OriginalRequest(
                RequestTarget.read("The parameter uri", "The method", target, request.method()),
                at == 0 ? null : query.substring(0, at - 1));
    }

    private static UnanswerableException missing(GatewayDialect dialect, String what) {
        return notBelieved("With the setting " + DIALECT + '=' + dialect.name().toLowerCase(Locale.ROOT)
                + " the gateway must send " + what + '.');
    }
}
