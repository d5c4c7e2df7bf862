package io.chatelaine.restriction;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A validated partial update of restrictions; null means unchanged. */
public record RestrictionsPatch(
        @Nullable AllowList<IpBlock> ips,
        @Nullable AllowList<ReferrerPattern> referrers,
        @Nullable AllowList<EndpointPattern> endpoints) {
    public Restrictions on(Restrictions before) {
        return new Restrictions(
                Objects.requireNonNullElse(ips, before.ips()),
                Objects.requireNonNullElse(referrers, before.referrers()),
                Objects.requireNonNullElse(endpoints, before.endpoints()));
    }
}
