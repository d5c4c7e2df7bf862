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
 * Checks the restrictions of a request; each entry that cannot be is told with its place, as {@code restrictions.ips[2]}.
 *
 * @param errors where it is told
 * @param keyPrefix of keys, none of which may stand in an entry, since those are stored and shown
 */
record RestrictionsCheck(FieldErrors errors, String keyPrefix) {
    private static final String NO_IP =
            "is no IP address or CIDR block, as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32, without bits behind the"
                    + " prefix, and not all that there are";
    private static final String NO_REFERRER =
            "is no origin and path, as https://app.example.com/*, of at most 200 characters; * stands for one segment of"
                    + " the path, or at its end for all the rest";
    private static final String NO_ENDPOINT =
            "is no method and path, as GET /v1/users/* or * /v1/users/*, of at most 200 characters; * stands for the"
                    + " method, for one segment of the path, or at its end for all the rest";
    private static final String A_KEY = "looks like a key: a restriction is stored and shown, a key never is";

    /** @return null where the request says nothing of restrictions */
    @Nullable RestrictionsPatch check(@Nullable RestrictionsRequest asked) {
        if (asked == null || asked.saysNothing()) {
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
            errors.error(field, "are more than " + Restrictions.MOST);
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
