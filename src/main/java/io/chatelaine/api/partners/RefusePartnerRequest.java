package io.chatelaine.api.partners;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.chatelaine.api.json.JsonBody;
import io.chatelaine.api.keys.IssueKeyRequest;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/partner-applications/{id}/refuse}. It is not a record: see {@link IssueKeyRequest}. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class RefusePartnerRequest implements JsonBody {
    private @Nullable String reason;

    @Nullable String reason() {
        return reason;
    }
}
