package io.chatelaine.api.keys;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.chatelaine.api.json.JsonBody;
import io.chatelaine.management.BulkRevokeRequest;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/api-keys/revoke}. It is not a record: see {@link IssueKeyRequest}. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class BulkRevokeBody implements JsonBody {
    private @Nullable Select select;
    private boolean dryRun;
    private @Nullable Integer expect;
    private @Nullable String reason;

    @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
    private static final class Select {
        private @Nullable String environment;
        private @Nullable String tier;
        private @Nullable String createdBefore;
        private @Nullable String name;
    }

    BulkRevokeRequest asked() {
        BulkRevokeRequest.Select asked = select == null
                ? null
                : new BulkRevokeRequest.Select(select.environment, select.tier, select.createdBefore, select.name);
        return new BulkRevokeRequest(asked, dryRun, expect, reason);
    }
}
