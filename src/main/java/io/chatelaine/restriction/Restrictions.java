package io.chatelaine.restriction;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses, pages and calls for which a key is valid; an empty list restricts nothing. */
public record Restrictions(
        AllowList<IpBlock> ips, AllowList<ReferrerPattern> referrers, AllowList<EndpointPattern> endpoints)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The most entries of each list. */
    public static final int MOST = 32;

    public static final Restrictions NONE =
            new Restrictions(AllowList.everything(), AllowList.everything(), AllowList.everything());

    private static final String IP = "ip ";
    private static final String REFERRER = "referrer ";
    private static final String ENDPOINT = "endpoint ";

    /**
     * Parses the result of {@link #text()}.
     *
     * @throws IllegalArgumentException if an entry is invalid: no entry is ignored, because that would widen the key's
     *     rights
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
            throw new IllegalArgumentException("this version does not support a restriction of a stored key");
        }
        return entry;
    }

    /** Returns a line for each entry; an empty text without entries. */
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

    /** @param address client address, unchecked */
    public boolean allowAddress(String address) {
        if (ips.isEverything()) {
            return true;
        }
        IpBlock client = IpBlock.address(address);
        return client != null && ips.allows(block -> block.covers(client));
    }

    /** @param referrer the page that sent the request, unchecked; null if absent */
    public boolean allowReferrer(@Nullable String referrer) {
        if (referrers.isEverything()) {
            return true;
        }
        PageUrl page = referrer == null ? null : PageUrl.parse(referrer);
        return page != null && referrers.allows(pattern -> pattern.matches(page));
    }

    /**
     * Returns whether a call is allowed. If endpoints are restricted, an ambiguous path is never allowed.
     *
     * @param path the path from its first slash on, as the serving application decoded it
     * @param raw the path as received
     */
    public boolean allowEndpoint(String method, String path, String raw) {
        return endpoints.isEverything()
                || (!PathAmbiguity.isAmbiguous(raw)
                        && !PathAmbiguity.isAmbiguous(path)
                        && endpoints.allows(call -> call.matches(method, path)));
    }

    /** Returns whether the other restrictions allow everything that these allow. */
    public boolean isWithin(Restrictions others) {
        return ips.isWithin(others.ips) && referrers.isWithin(others.referrers) && endpoints.isWithin(others.endpoints);
    }

    /** Returns the intersection of both; null if it allows nothing, or if a list would have too many entries. */
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
