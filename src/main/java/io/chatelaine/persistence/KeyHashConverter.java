package io.chatelaine.persistence;

import io.chatelaine.key.KeyHash;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Converts a hash to 32 bytes. */
@Converter(autoApply = true)
public class KeyHashConverter implements AttributeConverter<KeyHash, byte[]> {
    @Override
    public byte @Nullable [] convertToDatabaseColumn(@Nullable KeyHash keyHash) {
        return keyHash == null ? null : keyHash.bytes();
    }

    @Override
    public @Nullable KeyHash convertToEntityAttribute(byte @Nullable [] stored) {
        return stored == null ? null : KeyHash.ofStored(stored);
    }
}
