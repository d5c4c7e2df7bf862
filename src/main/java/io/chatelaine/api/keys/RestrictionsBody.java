package io.chatelaine.api.keys;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.chatelaine.request.RestrictionsRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The member {@code restrictions} of a new key: lists of strings, all optional. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class RestrictionsBody {
    private @Nullable List<String> ips;
    private @Nullable List<String> referrers;
    private @Nullable List<String> endpoints;

    RestrictionsRequest asked() {
        return new RestrictionsRequest(ips, referrers, endpoints);
    }
}
