package io.chatelaine.persistence;

import io.chatelaine.restriction.Restrictions;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Converts restrictions to a line for each entry. */
@Converter(autoApply = true)
public class RestrictionsConverter implements AttributeConverter<Restrictions, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Restrictions restrictions) {
        return restrictions == null ? null : restrictions.text();
    }

    @Override
    public @Nullable Restrictions convertToEntityAttribute(@Nullable String stored) {
        return stored == null ? null : Restrictions.parse(stored);
    }
}
