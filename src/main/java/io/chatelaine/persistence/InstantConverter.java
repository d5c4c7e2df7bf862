package io.chatelaine.persistence;

import io.chatelaine.database.DatabaseTime;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Converts a time to its text in UTC, to the microsecond. It needs {@link TimeColumnsAsText}, without which it would
 * receive a {@code java.sql.Timestamp} in the zone of the JVM.
 */
@Converter(autoApply = true)
public class InstantConverter implements AttributeConverter<Instant, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Instant instant) {
        return instant == null ? null : DatabaseTime.of(instant);
    }

    @Override
    public @Nullable Instant convertToEntityAttribute(@Nullable String stored) {
        return stored == null ? null : DatabaseTime.parse(stored);
    }
}
