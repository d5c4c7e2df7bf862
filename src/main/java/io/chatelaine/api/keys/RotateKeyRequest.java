package io.chatelaine.api.keys;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.chatelaine.api.json.JsonBody;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/api-keys/{id}/rotate}. It is not a record: see {@link IssueKeyRequest}. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class RotateKeyRequest implements JsonBody {
    private @Nullable String grace;

    @Nullable String grace() {
        return grace;
    }
}
