package io.chatelaine.restriction;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a key may be used from and for; where nothing is said of one of the three, anything goes. */
public record Restrictions(
        AllowList<IpBlock> ips, AllowList<ReferrerPattern> referrers, AllowList<EndpointPattern> endpoints)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How many entries each list may have. */
    public static final int MOST = 32;

    public static final Restrictions NONE =
            new Restrictions(AllowList.everything(), AllowList.everything(), AllowList.everything());

    private static final String IP = "ip ";
    private static final String REFERRER = "referrer ";
    private static final String ENDPOINT = "endpoint ";

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException where it did not: nothing is taken for less than it says
     */
    public static Restrictions parse(String stored) {
        if (stored.isEmpty()) {
            return NONE;
        }
        List<IpBlock> ips = new ArrayList<>();
        List<ReferrerPattern> referrers = new ArrayList<>();
        List<EndpointPattern> endpoints = new ArrayList<>();
        int from = 0;
        while (from < stored.length()) {
            int line = stored.indexOf('\n', from);
            int to = line < 0 ? stored.length() : line;
            String entry = stored.substring(from, to);
            if (entry.startsWith(IP)) {
                ips.add(known(IpBlock.parse(entry.substring(IP.length()))));
            } else if (entry.startsWith(REFERRER)) {
                referrers.add(known(ReferrerPattern.parse(entry.substring(REFERRER.length()))));
            } else {
                boolean endpoint = entry.startsWith(ENDPOINT);
                endpoints.add(known(endpoint ? EndpointPattern.parse(entry.substring(ENDPOINT.length())) : null));
            }
            from = to + 1;
        }
        return new Restrictions(new AllowList<>(ips), new AllowList<>(referrers), new AllowList<>(endpoints));
    }

    private static <T> T known(@Nullable T entry) {
        if (entry == null) {
            throw new IllegalArgumentException("a key has a restriction that this version does not understand");
        }
        return entry;
    }

    /** A line for each entry; empty where there is none. */
    public String text() {
        StringBuilder text = new StringBuilder();
        ips.entries().forEach(ip -> text.append(IP).append(ip.text()).append('\n'));
        referrers
                .entries()
                .forEach(page -> text.append(REFERRER).append(page.text()).append('\n'));
        endpoints
                .entries()
                .forEach(call -> text.append(ENDPOINT).append(call.text()).append('\n'));
        return text.toString();
    }

    public boolean isNone() {
        return ips.isEverything() && referrers.isEverything() && endpoints.isEverything();
    }

    /** @param address of the client, any text at all */
    public boolean allowAddress(String address) {
        if (ips.isEverything()) {
            return true;
        }
        IpBlock client = IpBlock.address(address);
        return client != null && ips.allows(block -> block.covers(client));
    }

    /** @param referrer the page that the request comes from, any text at all; null where nothing is said of it */
    public boolean allowReferrer(@Nullable String referrer) {
        if (referrers.isEverything()) {
            return true;
        }
        PageUrl page = referrer == null ? null : PageUrl.parse(referrer);
        return page != null && referrers.allows(pattern -> pattern.matches(page));
    }

    /**
     * Where not all are allowed, one that has two readings never is.
     *
     * @param path from its first slash on, as whoever serves the request has read it
     * @param raw the same as it was sent
     */
    public boolean allowEndpoint(String method, String path, String raw) {
        return endpoints.isEverything()
                || (!PathAmbiguity.isAmbiguous(raw)
                        && !PathAmbiguity.isAmbiguous(path)
                        && endpoints.allows(call -> call.matches(method, path)));
    }

    /** Whether a key with the others may do all that one with these may. */
    public boolean isWithin(Restrictions others) {
        return ips.isWithin(others.ips) && referrers.isWithin(others.referrers) && endpoints.isWithin(others.endpoints);
    }

    /** Those of both together; null where they would let nothing pass, or are more than a list may hold. */
    public @Nullable Restrictions meet(Restrictions others) {
        AllowList<IpBlock> metIps = ips.meet(others.ips, MOST);
        AllowList<ReferrerPattern> metReferrers = referrers.meet(others.referrers, MOST);
        AllowList<EndpointPattern> metEndpoints = endpoints.meet(others.endpoints, MOST);
        if (metIps == null || metReferrers == null || metEndpoints == null) {
            return null;
        }
        return new Restrictions(metIps, metReferrers, metEndpoints);
    }
}
