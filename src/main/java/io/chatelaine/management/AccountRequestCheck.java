package io.chatelaine.management;

import io.chatelaine.config.Settings;
import org.jspecify.annotations.Nullable;

/** Checks what a client says of an account, or says all that is wrong with it. */
final class AccountRequestCheck {
    private static final int LONGEST_SLUG = 64;
    private static final String USE = "say whose account it is";

    private final FieldCheck fields;

    AccountRequestCheck(Settings settings) {
        this.fields = new FieldCheck(settings);
    }

    /** @throws InvalidRequestException naming each member that cannot be */
    void check(AccountRequest asked) {
        if (!isSlug(asked.slug())) {
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

    private static boolean isSlug(@Nullable String slug) {
        if (slug == null || slug.isEmpty() || slug.length() > LONGEST_SLUG) {
            return false;
        }
        for (int i = 0; i < slug.length(); i++) {
            char c = slug.charAt(i);
            boolean inner = c == '-' && i > 0 && i < slug.length() - 1 && slug.charAt(i - 1) != '-';
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && !inner) {
                return false;
            }
        }
        return true;
    }
}
