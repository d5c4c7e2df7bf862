package io.chatelaine.api.accounts;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.chatelaine.account.AccountPatch;
import io.chatelaine.api.json.MergePatch;
import org.jspecify.annotations.Nullable;

/** The body of {@code PATCH /v1/accounts/{slug}} (RFC 7396): an absent member stays unchanged. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public final class PatchAccountRequest implements MergePatch {
    private @Nullable String name;
    private @Nullable Boolean enabled;

    public AccountPatch asked() {
        return new AccountPatch(name, enabled);
    }
}
