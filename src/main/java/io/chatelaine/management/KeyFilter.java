package io.chatelaine.management;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for. */
public record KeyFilter(String status, PageRequest page) {
    private static final String LIVING = " AND k.revokedAt IS NULL AND (k.expiresAt IS NULL OR k.expiresAt > :now)";
    private static final Map<String, String> CONDITIONS = Map.of(
            "all", "",
            "active", LIVING + " AND k.enabled = TRUE",
            "disabled", LIVING + " AND k.enabled = FALSE",
            "expired", " AND k.revokedAt IS NULL AND k.expiresAt <= :now",
            "revoked", " AND k.revokedAt IS NOT NULL");

    /**
     * Reads the parameters of a request; null is what it did not say.
     *
     * @throws BadQueryException for a value that cannot be
     */
    public static KeyFilter of(@Nullable String status, @Nullable String limit, @Nullable String cursor) {
        String asked = status == null ? KeyStatus.ACTIVE.word() : status;
        if (!CONDITIONS.containsKey(asked)) {
            throw new BadQueryException("status is none of active, disabled, expired, revoked, all");
        }
        return new KeyFilter(asked, PageRequest.of(limit, cursor));
    }

    String condition() {
        return CONDITIONS.getOrDefault(status, "");
    }

    boolean dependsOnTime() {
        return condition().contains(":now");
    }
}
