package io.chatelaine.request;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, newest first.
 *
 * @param next the cursor of the next page; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /** @param found at most {@code limit} items, and one more if the list continues */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> id) {
        return found.size() > limit
                ? new Page<>(found.subList(0, limit), id.apply(found.get(limit - 1)))
                : new Page<>(found, null);
    }
}
