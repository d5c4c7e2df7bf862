package io.chatelaine.config;

import io.chatelaine.restriction.IpBlock;
import java.util.ArrayList;
import java.util.List;

/** The addresses whose word about another request is taken ({@code chatelaine.trusted-proxies}). */
public record TrustedProxies(List<IpBlock> blocks) {
    static final String ALLOWED =
            "IP addresses and CIDR blocks, as 10.0.0.7, 10.0.0.0/8 or fd00::/8, without bits behind the prefix,"
                    + " and not all that there are";

    public TrustedProxies {
        blocks = List.copyOf(blocks);
    }

    /** @throws IllegalArgumentException for a text that is no block */
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

    /** Whether the other end of a connection is one of them; a text that is no address never is. */
    public boolean contain(String peer) {
        IpBlock address = IpBlock.peer(peer);
        return address != null && contain(address);
    }

    public boolean contain(IpBlock address) {
        return blocks.stream().anyMatch(block -> block.covers(address));
    }
}
