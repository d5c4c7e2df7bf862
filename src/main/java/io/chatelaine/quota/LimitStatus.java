package io.chatelaine.quota;

import io.chatelaine.config.Limit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a holder may still ask for, as this node knows it: other nodes may have given out more of a quota meanwhile.
 *
 * @param parts one for each limit
 * @param exceeded the one of them for which the request is refused, or would be if a limit could refuse it; null if there is
 *     enough
 */
public record LimitStatus(List<Part> parts, @Nullable Part exceeded) {
    public LimitStatus {
        parts = List.copyOf(parts);
    }

    /** The two kinds of limits. */
    public enum Kind {
        /** So many at once, and as many spread over each window. */
        RATE,
        /** So many in each window by the database's clock. */
        QUOTA;

        private final String word = name().toLowerCase(Locale.ROOT);

        public String word() {
            return word;
        }
    }

    /**
     * What is left of one limit.
     *
     * @param seconds until there is all of it again, or, where nothing is left, until there is some
     */
    public record Part(Kind kind, Limit limit, long left, long seconds) {}
}
