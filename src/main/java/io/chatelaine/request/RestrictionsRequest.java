package io.chatelaine.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Restrictions as a client asks for them, nothing checked yet; null is a list that it says nothing of. */
public record RestrictionsRequest(
        @Nullable List<String> ips,
        @Nullable List<String> referrers,
        @Nullable List<String> endpoints) {
    /** That there be none any more. */
    public static final RestrictionsRequest NONE = new RestrictionsRequest(List.of(), List.of(), List.of());

    boolean saysNothing() {
        return ips == null && referrers == null && endpoints == null;
    }
}
