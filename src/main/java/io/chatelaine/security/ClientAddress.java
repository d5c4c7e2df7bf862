package io.chatelaine.security;

import io.chatelaine.config.GatewayDialect;
import io.chatelaine.config.TrustedProxies;
import io.chatelaine.restriction.IpBlock;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which address a request comes from. {@code X-Forwarded-For} is believed from right to left, as far as who added to it is
 * one of the trusted proxies; what stands further left any client can have written. Where it cannot be told, the answer is
 * a text that is no address.
 */
public final class ClientAddress {
    static final String HEADER = "X-Forwarded-For";
    static final String UNKNOWN = "unknown";

    private static final String ATTRIBUTE = ClientAddress.class.getName();

    private ClientAddress() {}

    /** As the door has found it. */
    public static String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String known ? known : request.getRemoteAddr();
    }

    static String remember(String address, HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, address);
        return address;
    }

    /**
     * Of a request that came here.
     *
     * @param peer as a server gives it: an IPv6 one may have a zone, and may be an IPv4 one in disguise
     * @param forwardedFor every value of the header, in the order sent
     */
    static String of(String peer, List<String> forwardedFor, TrustedProxies trusted) {
        IpBlock address = IpBlock.peer(peer);
        if (address == null) {
            return peer;
        }
        return trusted.contain(address) ? client(address, forwardedFor, trusted) : address.text();
    }

    /**
     * Of a request that a gateway asks about, who has been found trusted and is never the client itself. Envoy puts its own
     * address there and nothing else, where it is not set to say more.
     */
    static String behindGateway(List<String> forwardedFor, TrustedProxies trusted, GatewayDialect dialect) {
        String client = client(null, forwardedFor, trusted);
        return dialect == GatewayDialect.ENVOY && trusted.contain(client) ? UNKNOWN : client;
    }

    /** @param hop that sent the request on, trusted; null where it is none of them */
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

    /** Without the white space that HTTP allows round the members of a list. */
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
