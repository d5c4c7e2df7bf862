package io.chatelaine.management;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list, newest first.
 *
 * @param next where the list goes on; null at its end
 * @param now the database's time that the states hold for
 */
public record KeyPage(List<ApiKey> keys, @Nullable String next, Instant now) {
    public KeyPage {
        keys = List.copyOf(keys);
    }
}
