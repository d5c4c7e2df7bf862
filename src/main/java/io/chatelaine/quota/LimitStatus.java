package io.chatelaine.quota;

import io.chatelaine.config.Limit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The remaining requests of a subject as this node knows them: other nodes may have used more of a quota.
 *
 * @param parts one for each limit
 * @param exceeded the part that refuses the request, or would refuse it if limits applied to it; null if no limit is
 *     exceeded
 */
public record LimitStatus(List<Part> parts, @Nullable Part exceeded) {
    public LimitStatus {
        parts = List.copyOf(parts);
    }

    /** The kinds of limits. */
    public enum Kind {
        /** A token bucket: a burst of the amount, refilled evenly over each window. */
        RATE,
        /** A fixed number in each window by the database's clock. */
        QUOTA;

        private final String word = name().toLowerCase(Locale.ROOT);

        public String word() {
            return word;
        }
    }

    /**
     * The remainder of one limit.
     *
     * @param left number of requests
     * @param seconds time until the limit is full again, or, if nothing is left, until one request is available
     */
    public record Part(Kind kind, Limit limit, long left, long seconds) {}
}
