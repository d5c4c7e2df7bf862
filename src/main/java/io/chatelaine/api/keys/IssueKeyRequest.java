package io.chatelaine.api.keys;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.chatelaine.api.json.JsonBody;
import io.chatelaine.management.KeyRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/api-keys}. Null is refused except for {@code tier} and {@code expires_at}, which can be
 * null in a key.
 *
 * <p>It is not a record, and Jackson cannot bind {@link KeyRequest} by a mix-in: for the constructor of a record, an
 * absent member is the same as null (jackson-databind issue 3870), and an unknown member is reported after all others.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public final class IssueKeyRequest implements JsonBody {
    private @Nullable String name;
    private @Nullable String environment;

    @JsonSetter(nulls = Nulls.SET)
    private @Nullable String tier;

    private @Nullable List<String> scopes;

    @JsonSetter(nulls = Nulls.SET)
    private @Nullable String expiresAt;

    private @Nullable RestrictionsBody restrictions;

    KeyRequest asked() {
        return new KeyRequest(
                name, environment, tier, scopes, expiresAt, restrictions == null ? null : restrictions.asked());
    }
}
