package io.chatelaine.api.keys;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.chatelaine.config.Settings;
import io.chatelaine.management.IssuedKey;

/** The response to an issue or a rotation, the only one that contains the plaintext key. */
record IssuedKeyResponse(
        @JsonUnwrapped KeyResponse description,
        @JsonProperty("key") String plaintext) {
    static IssuedKeyResponse of(IssuedKey issued, Settings settings) {
        return new IssuedKeyResponse(
                KeyResponse.of(issued.key(), issued.key().createdAt(), null, settings),
                issued.plaintext().reveal());
    }

    @Override
    public String toString() {
        return "IssuedKeyResponse[" + description.id() + ", redacted]";
    }
}
