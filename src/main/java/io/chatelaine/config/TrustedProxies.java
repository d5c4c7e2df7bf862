package io.chatelaine.config;

import io.chatelaine.restriction.IpBlock;
import java.util.ArrayList;
import java.util.List;

/** Addresses whose headers about another request are believed ({@code chatelaine.trusted-proxies}). */
public record TrustedProxies(List<IpBlock> blocks) {
    static final String ALLOWED =
            "IPv4 and IPv6 addresses and CIDR blocks in full, for example 10.0.0.7, 10.0.0.0/8 or fd00::/8, without"
                    + " bits after the prefix, and not /0";

    public TrustedProxies {
        blocks = List.copyOf(blocks);
    }

    /** @throws IllegalArgumentException if a text is not an address or block */
    static TrustedProxies of(List<String> texts) {
        List<IpBlock> blocks = new ArrayList<>();
        for (String text : texts) {
            IpBlock block = IpBlock.parse(text);
            if (block == null) {
                throw new IllegalArgumentException(text);
            }
            blocks.add(block);
        }
        return new TrustedProxies(blocks);
    }

    static boolean isBlock(String text) {
        return IpBlock.parse(text) != null;
    }

    /** Whether the peer of a connection is one of them; false for a text that is not an address. */
    public boolean contain(String peer) {
        IpBlock address = IpBlock.peer(peer);
        return address != null && contain(address);
    }

    public boolean contain(IpBlock address) {
        return blocks.stream().anyMatch(block -> block.covers(address));
    }
}
