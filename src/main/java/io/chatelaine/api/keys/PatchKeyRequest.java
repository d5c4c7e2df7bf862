package io.chatelaine.api.keys;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.chatelaine.api.json.MergePatch;
import io.chatelaine.management.KeyPatchRequest;
import io.chatelaine.request.RestrictionsRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PATCH /v1/api-keys/{id}} (RFC 7396): an absent member stays unchanged. Null removes the expiry or
 * the restrictions, and is refused for any other member.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class PatchKeyRequest implements MergePatch {
    private @Nullable String name;
    private @Nullable List<String> scopes;
    private @Nullable Boolean enabled;

    private @Nullable RestrictionsRequest restrictions;
    private @Nullable String expiresAt;
    /** Whether {@code expires_at} is present; transient, so that a client cannot set it as a member. */
    private transient boolean expiry;

    @JsonSetter(value = "expires_at", nulls = Nulls.SET)
    void expiresAt(@Nullable String text) {
        expiresAt = text;
        expiry = true;
    }

    @JsonSetter(value = "restrictions", nulls = Nulls.SET)
    void restrictions(@Nullable PatchRestrictionsBody body) {
        restrictions = body == null ? RestrictionsRequest.NONE : body.asked();
    }

    KeyPatchRequest asked() {
        return new KeyPatchRequest(name, scopes, enabled, expiry, expiresAt, restrictions);
    }
}
