package io.chatelaine.management;

import io.chatelaine.config.Settings;
import io.chatelaine.key.Environment;
import io.chatelaine.management.BulkRevokeRequest.Select;
import io.chatelaine.request.FieldErrors;
import io.chatelaine.request.InvalidRequestException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Check that turns a request for a bulk revocation into a valid selection. */
final class BulkRevokeCheck {
    /** The earliest time that MySQL supports. */
    private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");

    private final FieldErrors errors;

    BulkRevokeCheck(Settings settings) {
        errors = new FieldErrors(settings);
    }

    /**
     * @throws InvalidRequestException naming each invalid member; an empty selection is invalid, so it never means all
     *     keys
     */
    Selection check(BulkRevokeRequest asked) {
        Select select = asked.select();
        if (select == null || select.equals(new Select(null, null, null, null))) {
            errors.error("select", "must have at least one of: environment, tier, created_before, name");
        }
        Select given = select == null ? new Select(null, null, null, null) : select;
        Selection selection = new Selection(
                environment(given.environment()), tier(given.tier()), time(given.createdBefore()), given.name());
        errors.nameSought("select.name", given.name());
        errors.finish();
        return selection;
    }

    private @Nullable Instant time(@Nullable String text) {
        Instant time = errors.time("select.created_before", text);
        if (time != null && time.isBefore(EARLIEST)) {
            errors.error("select.created_before", "must not be before the year 1000");
        }
        return time;
    }

    /** Accepts any possible tier name, also of removed tiers. MySQL cannot compare other characters. */
    private @Nullable String tier(@Nullable String tier) {
        if (tier != null && !tier.matches("[a-z][a-z0-9-]{0,31}")) {
            errors.error("select.tier", "must be a tier name: a letter a-z, then at most 31 of a-z, 0-9 and hyphens");
        }
        return tier;
    }

    private @Nullable Environment environment(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Environment environment = Environment.of(text).orElse(null);
        if (environment == null) {
            errors.error("select.environment", "must be live or test");
        }
        return environment;
    }
}
