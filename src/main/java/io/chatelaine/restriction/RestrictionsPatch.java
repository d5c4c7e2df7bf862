package io.chatelaine.restriction;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is to become of the restrictions of a key: everything valid; null is a list that stays as it is. */
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
