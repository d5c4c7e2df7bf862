package io.chatelaine.restriction;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import org.jspecify.annotations.Nullable;

/**
 * An IP address or a CIDR block. Only the standard notation is valid: no names, ranges, masks, zones, octal or short
 * forms, no IPv4-mapped IPv6, no host bits, and not the block of all addresses.
 */
public record IpBlock(IPAddress range) implements AllowList.Entry<IpBlock> {
    private static final long serialVersionUID = 1L;
    private static final String MAPPED = "::ffff:";
    private static final IPAddressStringParameters STRICT = strict();

    /** @return null if the text is invalid */
    public static @Nullable IpBlock parse(String text) {
        IPAddress range = read(text);
        if (range == null || isMapped(range)) {
            return null;
        }
        if (!range.isPrefixed() || range.getPrefixLength() == range.getBitCount()) {
            return new IpBlock(range.withoutPrefixLength());
        }
        return range.isPrefixBlock() ? new IpBlock(range) : null;
    }

    /**
     * Parses the address of a client. An IPv4-mapped IPv6 address, which a server with a dual-stack socket reports,
     * becomes the IPv4 address.
     *
     * @return null if the text is not a single address
     */
    public static @Nullable IpBlock address(String text) {
        boolean mixed = text.regionMatches(true, 0, MAPPED, 0, MAPPED.length()) && text.indexOf('.') > 0;
        IPAddress address = read(mixed ? text.substring(MAPPED.length()) : text);
        if (address == null || address.isPrefixed()) {
            return null;
        }
        return new IpBlock(isMapped(address) ? address.toIPv6().getEmbeddedIPv4Address() : address);
    }

    /** Parses the remote address of a connection, to which a server may append the zone, for example {@code %eth0}. */
    public static @Nullable IpBlock peer(String text) {
        int zone = text.indexOf('%');
        return address(zone < 0 ? text : text.substring(0, zone));
    }

    /** Returns the canonical notation. */
    public String text() {
        return range.toCanonicalString();
    }

    @Override
    public @Nullable IpBlock meet(IpBlock other) {
        if (covers(other)) {
            return other;
        }
        return other.covers(this) ? this : null;
    }

    @Override
    public boolean covers(IpBlock other) {
        return range.contains(other.range);
    }

    @Override
    public int specificity() {
        return range.isPrefixed() ? range.getPrefixLength() : range.getBitCount();
    }

    private static boolean isMapped(IPAddress address) {
        return address.isIPv6() && address.toIPv6().isIPv4Mapped();
    }

    private static @Nullable IPAddress read(String text) {
        // The library ignores surrounding white space.
        boolean visible = text.chars().allMatch(c -> c > ' ' && c <= '~');
        return visible ? new IPAddressString(text, STRICT).getAddress() : null;
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
