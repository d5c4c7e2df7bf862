package io.chatelaine.request;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list, newest first.
 *
 * @param next where the list goes on; null at its end
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /** @param found what was asked for, and one more where there is more */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> id) {
        return found.size() > limit
                ? new Page<>(found.subList(0, limit), id.apply(found.get(limit - 1)))
                : new Page<>(found, null);
    }
}
