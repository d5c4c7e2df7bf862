package io.chatelaine.account;

import io.chatelaine.config.Settings;
import io.chatelaine.request.FieldCheck;
import io.chatelaine.request.InvalidRequestException;

/** Checks what a client says of an account, or says all that is wrong with it. */
final class AccountRequestCheck {
    private static final String USE = "say whose account it is";

    private final FieldCheck fields;

    AccountRequestCheck(Settings settings) {
        this.fields = new FieldCheck(settings);
    }

    /** @throws InvalidRequestException naming each member that cannot be */
    void check(AccountRequest asked) {
        if (!Slug.is(asked.slug())) {
            fields.error("slug", "is 1 to 64 of a-z, 0-9 and single inner hyphens");
        }
        fields.name(asked.name(), USE);
        fields.finish();
    }

    /** @throws InvalidRequestException naming each member that cannot be */
    void check(AccountPatch asked) {
        if (asked.name() != null) {
            fields.name(asked.name(), USE);
        }
        fields.finish();
    }
}
