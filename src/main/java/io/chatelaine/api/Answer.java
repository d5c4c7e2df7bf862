package io.chatelaine.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chatelaine.api.json.JsonBody;
import org.jspecify.annotations.Nullable;

/** What wraps every good answer: {@code {"success":true,"message"?,"data"}}. */
public record Answer<T>(
        boolean success,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String message,
        T data) implements JsonBody {
    public static <T> Answer<T> of(T data) {
        return new Answer<>(true, null, data);
    }

    public static <T> Answer<T> of(String message, T data) {
        return new Answer<>(true, message, data);
    }
}
