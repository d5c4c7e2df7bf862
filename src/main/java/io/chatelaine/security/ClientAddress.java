package io.chatelaine.security;

import io.chatelaine.config.GatewaySettings.GatewayDialect;
import io.chatelaine.config.TrustedProxies;
import io.chatelaine.restriction.IpBlock;
import io.chatelaine.security.RequestState.Verification;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's IP address. {@code X-Forwarded-For} is read from right to left, as long as a trusted proxy added the
 * member; a client can forge the members further left. If the address is unknown, the result is a text that is not an
 * IP address.
 */
public final class ClientAddress {
    static final String HEADER = "X-Forwarded-For";
    static final String UNKNOWN = "unknown";

    private ClientAddress() {}

    /** Returns the address that authentication found for this request; else the peer's address. */
    public static String of(HttpServletRequest request) {
        Verification verification = RequestState.of(request).verification();
        return verification == null
                ? request.getRemoteAddr()
                : verification.request().address();
    }

    /**
     * Returns the client's address of a request to this server.
     *
     * @param peer the address from the container: IPv6 may have a zone or be a mapped IPv4 address
     * @param forwardedFor the values of the header, in the order sent
     */
    static String of(String peer, List<String> forwardedFor, TrustedProxies trusted) {
        IpBlock address = IpBlock.peer(peer);
        if (address == null) {
            return peer;
        }
        return trusted.contain(address) ? client(address, forwardedFor, trusted) : address.text();
    }

    /**
     * Returns the client's address of a request that a trusted gateway asks about. The gateway is never the client.
     * Envoy sends its own address alone, unless it is configured to append.
     */
    static String behindGateway(List<String> forwardedFor, TrustedProxies trusted, GatewayDialect dialect) {
        String client = client(null, forwardedFor, trusted);
        return dialect == GatewayDialect.ENVOY && trusted.contain(client) ? UNKNOWN : client;
    }

    /**
     * Returns the rightmost address that is not a trusted proxy.
     *
     * @param hop the trusted proxy that sent the request; null if a gateway asks
     */
    private static String client(@Nullable IpBlock hop, List<String> forwardedFor, TrustedProxies trusted) {
        String hops = String.join(",", forwardedFor);
        IpBlock last = hop;
        int end = forwardedFor.isEmpty() ? -1 : hops.length();
        while (end >= 0) {
            int comma = hops.lastIndexOf(',', end - 1);
            last = IpBlock.address(strip(hops.substring(comma + 1, end)));
            if (last == null || !trusted.contain(last)) {
                break;
            }
            end = comma;
        }
        return last == null ? UNKNOWN : last.text();
    }

    /** Removes the white space around a list member (RFC 9110 §5.6.1): spaces and tabs. */
    private static String strip(String member) {
        int from = 0;
        int to = member.length();
        while (from < to && (member.charAt(from) == ' ' || member.charAt(from) == '\t')) {
            from++;
        }
        while (to > from && (member.charAt(to - 1) == ' ' || member.charAt(to - 1) == '\t')) {
            to--;
        }
        return member.substring(from, to);
    }
}
