package io.chatelaine.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chatelaine.api.json.JsonBody;
import org.jspecify.annotations.Nullable;

/** The envelope of a successful response: {@code {"success":true,"message"?,"data"}}. */
public record SuccessResponse<T>(
        boolean success,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String message,
        T data) implements JsonBody {
    public static <T> SuccessResponse<T> of(T data) {
        return new SuccessResponse<>(true, null, data);
    }

    public static <T> SuccessResponse<T> of(String message, T data) {
        return new SuccessResponse<>(true, message, data);
    }
}
