package io.chatelaine.security;

import io.chatelaine.config.GatewayDialect;
import io.chatelaine.config.Settings.GatewaySettings;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.problem.RequestId;
import io.chatelaine.verification.Client;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose a request is, as far as it can be believed. */
@Singleton
public class ClientResolver {
    private final SettingsSnapshot settings;

    @Inject
    public ClientResolver(SettingsSnapshot settings) {
        this.settings = settings;
    }

    /** Of the request that came. */
    Client of(HttpServletRequest request) {
        String address = ClientAddress.of(
                request.getRemoteAddr(),
                hops(request),
                settings.current().gateways().trustedProxies());
        return client(ClientAddress.remember(address, request), request);
    }

    /** Of the request that a gateway asks about; where none is believed, it asks about its own. */
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

    /** A browser may keep the page to itself and tell its origin; what is told twice is as good as not told. */
    private static @Nullable String referrer(HttpServletRequest request) {
        List<String> pages = values(request, "Referer");
        List<String> told = pages.isEmpty() ? values(request, "Origin") : pages;
        return told.size() == 1 ? told.get(0) : null;
    }

    private static List<String> hops(HttpServletRequest request) {
        return values(request, ClientAddress.HEADER);
    }

    private static List<String> values(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
