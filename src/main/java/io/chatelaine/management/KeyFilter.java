package io.chatelaine.management;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for. */
public record KeyFilter(String status, int limit, Optional<String> cursor) {
    private static final int LIMIT_BY_DEFAULT = 50;
    private static final int HIGHEST_LIMIT = 100;
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
        return new KeyFilter(asked, limit(limit), Optional.ofNullable(cursor));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return LIMIT_BY_DEFAULT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= HIGHEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one answer for both.
        }
        throw new BadQueryException("limit is no number from 1 to " + HIGHEST_LIMIT);
    }

    String condition() {
        return CONDITIONS.getOrDefault(status, "");
    }

    boolean dependsOnTime() {
        return condition().contains(":now");
    }
}
