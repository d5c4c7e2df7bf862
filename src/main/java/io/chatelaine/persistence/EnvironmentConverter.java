package io.chatelaine.persistence;

import io.chatelaine.key.Environment;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Converts an environment to {@code live} or {@code test}. */
@Converter(autoApply = true)
public class EnvironmentConverter implements AttributeConverter<Environment, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Environment environment) {
        return environment == null ? null : environment.text();
    }

    @Override
    public @Nullable Environment convertToEntityAttribute(@Nullable String stored) {
        return stored == null ? null : Environment.of(stored).orElseThrow();
    }
}
