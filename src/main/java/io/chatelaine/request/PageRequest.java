package io.chatelaine.request;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The limit and the cursor of a request for a list.
 *
 * @param limit from 1 to 100
 */
public record PageRequest(int limit, Optional<String> cursor) {
    private static final int LIMIT_BY_DEFAULT = 50;
    private static final int HIGHEST_LIMIT = 100;

    /**
     * Reads the parameters of a request; null if absent.
     *
     * @throws InvalidQueryException if the limit is invalid
     */
    public static PageRequest of(@Nullable String limit, @Nullable String cursor) {
        return new PageRequest(limit(limit), Optional.ofNullable(cursor));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return LIMIT_BY_DEFAULT;
        }
        boolean digits = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int limit = digits ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > HIGHEST_LIMIT) {
            throw new InvalidQueryException("limit must be a number from 1 to " + HIGHEST_LIMIT);
        }
        return limit;
    }
}
