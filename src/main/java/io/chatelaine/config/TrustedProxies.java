package io.chatelaine.config;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses whose word about another request is taken ({@code chatelaine.trusted-proxies}). They are written in one
 * way only: no names, ranges, masks, octal or short forms, no IPv4 within IPv6, and no bits behind a prefix.
 */
public record TrustedProxies(List<IPAddress> blocks) {
    static final String ALLOWED =
            "IP addresses and CIDR blocks, as 10.0.0.7, 10.0.0.0/8 or fd00::/8, without bits behind the prefix,"
                    + " and not all that there are";

    private static final IPAddressStringParameters STRICT = strict();

    public TrustedProxies {
        blocks = List.copyOf(blocks);
    }

    static TrustedProxies of(List<String> blocks) {
        return new TrustedProxies(blocks.stream().map(TrustedProxies::parse).toList());
    }

    static boolean isBlock(String text) {
        IPAddress address = parse(text);
        return address != null && !isMapped(address) && (!address.isPrefixed() || address.isPrefixBlock());
    }

    /**
     * Whether that address is one of them; a text that is none never is.
     *
     * @param address as a server gives a peer's: an IPv6 one may have a zone, and may be an IPv4 one in disguise
     */
    public boolean contain(String address) {
        int zone = address.indexOf('%');
        IPAddress peer = parse(zone < 0 ? address : address.substring(0, zone));
        if (peer == null || peer.isPrefixed()) {
            return false;
        }
        IPAddress plain = isMapped(peer) ? peer.toIPv6().getEmbeddedIPv4Address() : peer;
        return blocks.stream().anyMatch(block -> block.contains(plain));
    }

    private static boolean isMapped(IPAddress address) {
        return address.isIPv6() && address.toIPv6().isIPv4Mapped();
    }

    private static @Nullable IPAddress parse(String text) {
        return new IPAddressString(text, STRICT).getAddress();
    }

    private static IPAddressStringParameters strict() {
        IPAddressStringParameters.Builder builder = new IPAddressStringParameters.Builder()
                .allowEmpty(false)
                .allowAll(false)
                .allowSingleSegment(false)
                .allowMask(false)
                .allowPrefixOnly(false)
                .allowWildcardedSeparator(false)
                .allow_inet_aton(false)
                .setRangeOptions(RangeParameters.NO_RANGE);
        builder.getIPv4AddressParametersBuilder()
                .allowLeadingZeros(false)
                .allowPrefixLengthLeadingZeros(false)
                .allowPrefixesBeyondAddressSize(false)
                .allowBinary(false);
        builder.getIPv6AddressParametersBuilder()
                .allowZone(false)
                .allowBase85(false)
                .allowMixed(false)
                .allowPrefixLengthLeadingZeros(false)
                .allowPrefixesBeyondAddressSize(false)
                .allowBinary(false);
        return builder.toParams();
    }
}
