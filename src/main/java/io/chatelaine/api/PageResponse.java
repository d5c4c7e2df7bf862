package io.chatelaine.api;

import io.chatelaine.api.json.JsonBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list; {@code next_cursor} is null on the last page. */
public record PageResponse<T>(
        boolean success, List<T> data, @Nullable String nextCursor) implements JsonBody {}
