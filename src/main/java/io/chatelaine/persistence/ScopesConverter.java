package io.chatelaine.persistence;

import io.chatelaine.key.Scopes;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Converts scopes to names separated by a space. */
@Converter(autoApply = true)
public class ScopesConverter implements AttributeConverter<Scopes, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Scopes scopes) {
        return scopes == null ? null : scopes.text();
    }

    @Override
    public @Nullable Scopes convertToEntityAttribute(@Nullable String stored) {
        return stored == null ? null : Scopes.parse(stored);
    }
}
