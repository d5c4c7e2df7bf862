package io.chatelaine.account;

import io.chatelaine.change.AdminKeyGuard;
import io.chatelaine.change.CallerRecheck;
import io.chatelaine.change.ChangeClock;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.LastAdminKeyException;
import io.chatelaine.request.NoSuchAccountException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Each change of an account: one transaction, and in it the caller's own standing, the change and its audit row. */
@Stateless
public class AccountTransactions {
    @Inject
    public AdminKeyGuard adminKeyGuard;

    @Inject
    public CallerRecheck recheck;

    @Inject
    public AccountQueries accounts;

    @Inject
    public ChangeClock clock;

    /** @throws ConflictException where the slug is taken */
    @RolesAllowed("admin")
    public Account create(String slug, String name, Caller caller) {
        recheck.require(caller);
        return accounts.create(slug, name, caller.context(), clock.now()).orElseThrow(ConflictException::slugTaken);
    }

    /**
     * Changes what the patch names, and nothing else.
     *
     * @throws NoSuchAccountException where no account has that slug
     * @throws LastAdminKeyException where its keys are the last that could administer the server
     */
    @RolesAllowed("admin")
    public Account change(String slug, AccountPatch patch, Caller caller) {
        adminKeyGuard.lock();
        recheck.require(caller);
        Account account = accounts.find(slug).orElseThrow(NoSuchAccountException::new);
        String name = patch.name();
        if (name != null && !name.equals(account.name())) {
            accounts.rename(account, name, caller.context());
        }
        Boolean enabled = patch.enabled();
        if (enabled != null && enabled != account.enabled()) {
            if (!enabled) {
                adminKeyGuard.requireOneLeft(admin -> admin.accountId().equals(account.id()));
            }
            accounts.setEnabled(account, enabled, caller.context());
        }
        return account;
    }
}
