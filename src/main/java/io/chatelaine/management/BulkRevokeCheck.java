package io.chatelaine.management;

import io.chatelaine.config.Settings;
import io.chatelaine.key.Environment;
import io.chatelaine.management.BulkRevokeRequest.Select;
import io.chatelaine.request.FieldErrors;
import io.chatelaine.request.InvalidRequestException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From a revocation of many keys as it was asked for to one that can be. */
final class BulkRevokeCheck {
    /** MySQL has no earlier time. */
    private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");

    private final FieldErrors errors;

    BulkRevokeCheck(Settings settings) {
        errors = new FieldErrors(settings);
    }

    /** @throws InvalidRequestException naming each member that cannot be; an empty selection is no selection of all */
    Selection check(BulkRevokeRequest asked) {
        Select select = asked.select();
        if (select == null || select.equals(new Select(null, null, null, null))) {
            errors.error("select", "is empty: name at least one of environment, tier, created_before and name");
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
            errors.error("select.created_before", "is before the year 1000");
        }
        return time;
    }

    /** Any that there may ever have been. MySQL cannot compare one of other characters. */
    private @Nullable String tier(@Nullable String tier) {
        if (tier != null && !tier.matches("[a-z][a-z0-9-]{0,31}")) {
            errors.error("select.tier", "is no name that a tier can have");
        }
        return tier;
    }

    private @Nullable Environment environment(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Environment environment = Environment.of(text).orElse(null);
        if (environment == null) {
            errors.error("select.environment", "is neither live nor test");
        }
        return environment;
    }
}
