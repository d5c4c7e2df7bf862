package io.chatelaine.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Unchecked restrictions of a request; a list is null if absent. */
public record RestrictionsRequest(
        @Nullable List<String> ips,
        @Nullable List<String> referrers,
        @Nullable List<String> endpoints) {
    /** A request to remove all restrictions. */
    public static final RestrictionsRequest NONE = new RestrictionsRequest(List.of(), List.of(), List.of());

    boolean isEmpty() {
        return ips == null && referrers == null && endpoints == null;
    }
}
