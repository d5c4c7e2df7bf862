package io.chatelaine.api;

import io.chatelaine.api.json.JsonBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a list; {@code next_cursor} is null at its end. */
public record PageResponse<T>(
        boolean success, List<T> data, @Nullable String nextCursor) implements JsonBody {}
