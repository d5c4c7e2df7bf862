package io.chatelaine.api.keys;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.chatelaine.request.RestrictionsRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The member {@code restrictions} of a patch (RFC 7396): an absent list stays unchanged, null removes it. */
final class PatchRestrictionsBody {
    private @Nullable List<String> ips;
    private @Nullable List<String> referrers;
    private @Nullable List<String> endpoints;

    @JsonSetter(value = "ips", nulls = Nulls.SET)
    void ips(@Nullable List<String> list) {
        ips = Objects.requireNonNullElse(list, List.of());
    }

    @JsonSetter(value = "referrers", nulls = Nulls.SET)
    void referrers(@Nullable List<String> list) {
        referrers = Objects.requireNonNullElse(list, List.of());
    }

    @JsonSetter(value = "endpoints", nulls = Nulls.SET)
    void endpoints(@Nullable List<String> list) {
        endpoints = Objects.requireNonNullElse(list, List.of());
    }

    RestrictionsRequest asked() {
        return new RestrictionsRequest(ips, referrers, endpoints);
    }
}
