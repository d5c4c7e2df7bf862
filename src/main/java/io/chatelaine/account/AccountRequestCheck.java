package io.chatelaine.account;

import io.chatelaine.config.Settings;
import io.chatelaine.request.FieldErrors;
import io.chatelaine.request.InvalidRequestException;

/** Check of the members of an account in a request. It reports all errors at once. */
final class AccountRequestCheck {
    private static final String USE = "say whose account it is";

    private final FieldErrors errors;

    AccountRequestCheck(Settings settings) {
        this.errors = new FieldErrors(settings);
    }

    /** @throws InvalidRequestException naming each invalid member */
    void check(AccountRequest asked) {
        if (!Slug.is(asked.slug())) {
            errors.error("slug", "is 1 to 64 of a-z, 0-9 and single inner hyphens");
        }
        errors.name(asked.name(), USE);
        errors.finish();
    }

    /** @throws InvalidRequestException naming each invalid member */
    void check(AccountPatch asked) {
        if (asked.name() != null) {
            errors.name(asked.name(), USE);
        }
        errors.finish();
    }
}
