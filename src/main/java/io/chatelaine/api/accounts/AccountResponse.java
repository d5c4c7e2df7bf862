package io.chatelaine.api.accounts;

import io.chatelaine.account.Account;
import io.chatelaine.api.keys.KeyResponse;

/** An account in responses to an administrator. Times are UTC, in whole seconds. */
record AccountResponse(String id, String slug, String name, boolean enabled, String createdAt) {
    static AccountResponse of(Account account) {
        return new AccountResponse(
                account.id(),
                account.slug(),
                account.name(),
                account.enabled(),
                KeyResponse.seconds(account.createdAt()));
    }
}
