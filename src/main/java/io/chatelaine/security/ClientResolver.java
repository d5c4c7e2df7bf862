package io.chatelaine.security;

import io.chatelaine.config.GatewaySettings;
import io.chatelaine.config.GatewaySettings.GatewayDialect;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.problem.RequestId;
import io.chatelaine.verification.Client;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolver of a request's client. It believes forwarding headers of trusted proxies only. */
@Singleton
public class ClientResolver {
    private final SettingsSnapshot settings;

    @Inject
    public ClientResolver(SettingsSnapshot settings) {
        this.settings = settings;
    }

    /** Returns the client of a request to this server, and stores its address. */
    Client of(HttpServletRequest request) {
        String address = ClientAddress.of(
                request.getRemoteAddr(),
                hops(request),
                settings.current().gateways().trustedProxies());
        return client(ClientAddress.remember(address, request), request);
    }

    /**
     * Returns the client of the request that a gateway asks about. Without a dialect, that is the sent request itself.
     */
    Client behindGateway(HttpServletRequest request) {
        GatewaySettings gateways = settings.current().gateways();
        return gateways.dialect() == GatewayDialect.NONE
                ? of(request)
                : client(
                        ClientAddress.behindGateway(hops(request), gateways.trustedProxies(), gateways.dialect()),
                        request);
    }

    private static Client client(String address, HttpServletRequest request) {
        return new Client(address, referrer(request), request.getHeader("User-Agent"), RequestId.of(request));
    }

    /** Returns {@code Referer}, or {@code Origin} if a browser withholds the page; null if absent or sent twice. */
    private static @Nullable String referrer(HttpServletRequest request) {
        List<String> pages = values(request, "Referer");
        List<String> sources = pages.isEmpty() ? values(request, "Origin") : pages;
        return sources.size() == 1 ? sources.get(0) : null;
    }

    private static List<String> hops(HttpServletRequest request) {
        return values(request, ClientAddress.HEADER);
    }

    private static List<String> values(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
