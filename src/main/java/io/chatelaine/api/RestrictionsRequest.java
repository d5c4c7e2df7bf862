package io.chatelaine.api;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The member {@code restrictions} of a request: lists of texts, none of which needs to be there. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class RestrictionsRequest {
    private @Nullable List<String> ips;
    private @Nullable List<String> referrers;
    private @Nullable List<String> endpoints;

    /** Whether it restricts anything; an absent or empty list does not. */
    static boolean restricts(@Nullable RestrictionsRequest asked) {
        return asked != null && (holds(asked.ips) || holds(asked.referrers) || holds(asked.endpoints));
    }

    private static boolean holds(@Nullable List<String> list) {
        return list != null && !list.isEmpty();
    }
}
