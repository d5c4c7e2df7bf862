package io.chatelaine.management;

import io.chatelaine.config.Settings;
import io.chatelaine.key.Environment;
import io.chatelaine.management.BulkRevokeRequest.Select;
import org.jspecify.annotations.Nullable;

/** From a revocation of many keys as it was asked for to one that can be. */
final class BulkRevokeCheck {
    private final FieldCheck fields;

    BulkRevokeCheck(Settings settings) {
        fields = new FieldCheck(settings);
    }

    /** @throws InvalidRequestException naming each member that cannot be; an empty selection is no selection of all */
    Selection check(BulkRevokeRequest asked) {
        Select select = asked.select();
        if (select == null || select.equals(new Select(null, null, null, null))) {
            fields.error("select", "is empty: name at least one of environment, tier, created_before and name");
        }
        Select given = select == null ? new Select(null, null, null, null) : select;
        Selection selection = new Selection(
                environment(given.environment()),
                given.tier(),
                fields.time("select.created_before", given.createdBefore()),
                given.name());
        fields.reason(asked.reason());
        fields.finish();
        return selection;
    }

    private @Nullable Environment environment(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Environment environment = Environment.of(text).orElse(null);
        if (environment == null) {
            fields.error("select.environment", "is neither live nor test");
        }
        return environment;
    }
}
