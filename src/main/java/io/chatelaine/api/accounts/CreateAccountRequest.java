package io.chatelaine.api.accounts;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.chatelaine.account.AccountRequest;
import io.chatelaine.api.json.JsonBody;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/accounts}. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class CreateAccountRequest implements JsonBody {
    private @Nullable String slug;
    private @Nullable String name;

    AccountRequest asked() {
        return new AccountRequest(slug, name);
    }
}
