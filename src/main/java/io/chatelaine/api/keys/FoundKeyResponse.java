package io.chatelaine.api.keys;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.chatelaine.key.KeyStatus;
import io.chatelaine.management.ApiKey;
import io.chatelaine.management.FoundKey;
import io.chatelaine.usage.LastUse;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One key; a rotated key that is still active also shows its last use since the rotation.
 *
 * @param further {@code still_used}, null if the key is unused since its rotation; empty for any other key
 */
record FoundKeyResponse(
        @JsonUnwrapped KeyResponse description,
        @JsonAnyGetter Map<String, @Nullable StillUsed> further) {
    /** The last client that must still change to the new key. */
    record StillUsed(
            String lastUsed,
            @Nullable String address,
            @Nullable String userAgent) {
        static StillUsed of(LastUse use) {
            return new StillUsed(KeyResponse.seconds(use.at()), use.address(), use.userAgent());
        }
    }

    static FoundKeyResponse of(FoundKey found, @Nullable LastUse lastUse, KeyResponse description) {
        ApiKey key = found.key();
        Instant rotatedAt = key.rotatedAt();
        if (rotatedAt == null || key.status(found.now()) != KeyStatus.ACTIVE) {
            return new FoundKeyResponse(description, Map.of());
        }
        StillUsed since = lastUse != null && lastUse.at().isAfter(rotatedAt) ? StillUsed.of(lastUse) : null;
        return new FoundKeyResponse(description, Collections.singletonMap("still_used", since));
    }
}
