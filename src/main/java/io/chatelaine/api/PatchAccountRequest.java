package io.chatelaine.api;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.chatelaine.management.AccountPatch;
import org.jspecify.annotations.Nullable;

/** The body of {@code PATCH /v1/accounts/{slug}} (RFC 7396): what is not there stays. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class PatchAccountRequest implements MergePatch {
    private @Nullable String name;
    private @Nullable Boolean enabled;

    AccountPatch asked() {
        return new AccountPatch(name, enabled);
    }
}
