package io.chatelaine.request;

import io.chatelaine.key.KeyDetector;
import io.chatelaine.restriction.AllowList;
import io.chatelaine.restriction.EndpointPattern;
import io.chatelaine.restriction.IpBlock;
import io.chatelaine.restriction.ReferrerPattern;
import io.chatelaine.restriction.Restrictions;
import io.chatelaine.restriction.RestrictionsPatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Check of the restrictions of a request. The error of an entry names its place, for example {@code
 * restrictions.ips[2]}.
 *
 * @param errors receives the errors
 * @param keyPrefix prefix of the keys that are issued now; an entry must not contain a key, because it is stored and
 *     shown
 */
record RestrictionsCheck(FieldErrors errors, String keyPrefix) {
    private static final String NO_IP =
            "must be an IP address or CIDR block, for example 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32, without"
                    + " host bits, and not the block of all addresses";
    private static final String NO_REFERRER =
            "must be an origin and a path, for example https://app.example.com/*, at most 200 characters long; * stands"
                    + " for one segment of the path, or at its end for the rest of it";
    private static final String NO_ENDPOINT =
            "must be a method and a path, for example GET /v1/users/* or * /v1/users/*, at most 200 characters long; *"
                    + " stands for any method, for one segment of the path, or at its end for the rest of it";
    private static final String A_KEY = "must not contain a key: a restriction is stored and shown";

    /** @return null if the request has no restrictions */
    @Nullable RestrictionsPatch check(@Nullable RestrictionsRequest asked) {
        if (asked == null || asked.isEmpty()) {
            return null;
        }
        return new RestrictionsPatch(
                list("restrictions.ips", asked.ips(), IpBlock::parse, NO_IP),
                list("restrictions.referrers", asked.referrers(), ReferrerPattern::parse, NO_REFERRER),
                list("restrictions.endpoints", asked.endpoints(), EndpointPattern::parse, NO_ENDPOINT));
    }

    private <T extends AllowList.Entry<T>> @Nullable AllowList<T> list(
            String field, @Nullable List<String> texts, Function<String, @Nullable T> parser, String message) {
        if (texts == null) {
            return null;
        }
        List<T> entries = new ArrayList<>();
        if (texts.size() > Restrictions.MOST) {
            errors.error(field, "must have at most " + Restrictions.MOST + " entries");
            return new AllowList<>(entries);
        }
        for (int i = 0; i < texts.size(); i++) {
            T entry = parser.apply(texts.get(i));
            if (entry == null) {
                errors.error(field + '[' + i + ']', message);
            } else if (KeyDetector.mightContainKey(texts.get(i), keyPrefix)) {
                errors.error(field + '[' + i + ']', A_KEY);
            } else if (!entries.contains(entry)) {
                entries.add(entry);
            }
        }
        return new AllowList<>(entries);
    }
}
