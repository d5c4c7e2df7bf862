package io.chatelaine.api.keys;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.chatelaine.config.Settings;
import io.chatelaine.management.ApiKey;
import io.chatelaine.restriction.EndpointPattern;
import io.chatelaine.restriction.IpBlock;
import io.chatelaine.restriction.ReferrerPattern;
import io.chatelaine.usage.LastUse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key in responses: every member is always present. Times are UTC, in whole seconds, {@code expires_at} in ms.
 *
 * @param revokeReason present only if the caller gave one
 * @param aliases copies of members under the names that older clients read
 */
public record KeyResponse(
        String id,
        String name,
        String prefix,
        String hint,
        String environment,
        @Nullable String tier,
        String status,
        List<String> scopes,
        Restrictions restrictions,
        String createdAt,
        @Nullable String createdBy,
        @Nullable String lastUsed,
        @Nullable String expiresAt,
        @Nullable String revokedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String revokeReason,
        @Nullable String rotationDue,
        @Nullable String replaces,
        @JsonAnyGetter Map<String, @Nullable String> aliases) {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

    /** The restrictions of a key; an empty list restricts nothing. */
    record Restrictions(List<String> ips, List<String> referrers, List<String> endpoints) {
        static Restrictions of(io.chatelaine.restriction.Restrictions restrictions) {
            return new Restrictions(
                    restrictions.ips().entries().stream().map(IpBlock::text).toList(),
                    restrictions.referrers().entries().stream()
                            .map(ReferrerPattern::text)
                            .toList(),
                    restrictions.endpoints().entries().stream()
                            .map(EndpointPattern::text)
                            .toList());
        }
    }

    /** @param lastUse null if the key was never used */
    static KeyResponse of(ApiKey key, Instant now, @Nullable LastUse lastUse, Settings settings) {
        String lastUsed = secondsOrNull(lastUse == null ? null : lastUse.at());
        return new KeyResponse(
                key.id(),
                key.name(),
                key.prefix(),
                key.hint(),
                key.environment().text(),
                key.tier(),
                key.status(now).word(),
                key.scopes().names(),
                Restrictions.of(key.restrictions()),
                seconds(key.createdAt()),
                key.createdBy(),
                lastUsed,
                format(key.expiresAt(), MILLIS),
                secondsOrNull(key.revokedAt()),
                key.revokeReason(),
                secondsOrNull(rotationDue(key, settings.rotationMaxAge())),
                key.replaces(),
                settings.wording().lastUsedAt() ? Collections.singletonMap("lastUsedAt", lastUsed) : Map.of());
    }

    /** Returns when the key is due for rotation; null if it is rotated or revoked, or if keys have no maximum age. */
    private static @Nullable Instant rotationDue(ApiKey key, Optional<Duration> maxAge) {
        return maxAge.isEmpty() || key.rotatedAt() != null || key.revokedAt() != null
                ? null
                : key.createdAt().plus(maxAge.get());
    }

    public static String seconds(Instant instant) {
        return SECONDS.format(instant.atOffset(ZoneOffset.UTC));
    }

    public static @Nullable String secondsOrNull(@Nullable Instant instant) {
        return format(instant, SECONDS);
    }

    private static @Nullable String format(@Nullable Instant instant, DateTimeFormatter formatter) {
        return instant == null ? null : formatter.format(instant.atOffset(ZoneOffset.UTC));
    }
}
