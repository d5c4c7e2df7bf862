package io.chatelaine.account;

import io.chatelaine.change.ChangeTurns;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scope;
import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.InvalidQueryException;
import io.chatelaine.request.InvalidRequestException;
import io.chatelaine.request.LastAdminKeyException;
import io.chatelaine.request.MissingScopeException;
import io.chatelaine.request.NoSuchAccountException;
import io.chatelaine.request.Page;
import io.chatelaine.request.PageRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;

/** What an administrator can do with accounts, and with the keys of any. Holds no transaction itself. */
@Singleton
public class AccountManagement {
    private final SettingsSnapshot settings;
    private final AccountTransactions transactions;
    private final AccountQueries accounts;
    private final ChangeTurns turns;

    @Inject
    public AccountManagement(
            SettingsSnapshot settings, AccountTransactions transactions, AccountQueries accounts, ChangeTurns turns) {
        this.settings = settings;
        this.transactions = transactions;
        this.accounts = accounts;
        this.turns = turns;
    }

    /**
     * Makes an account.
     *
     * @throws InvalidRequestException for what cannot be
     * @throws BeyondCallerException for a test key
     * @throws ConflictException where the slug is taken
     */
    public Account create(AccountRequest asked, Caller caller) {
        new AccountRequestCheck(settings.current()).check(asked);
        requireLive(caller);
        String slug = Objects.requireNonNull(asked.slug());
        String name = Objects.requireNonNull(asked.name());
        return turns.giving(caller, () -> transactions.create(slug, name, caller));
    }

    /**
     * Changes an account. Where it suspends it, no key of the account is let in once this has returned.
     *
     * @throws InvalidRequestException for what cannot be
     * @throws BeyondCallerException for a test key
     * @throws NoSuchAccountException where no account has that slug
     * @throws LastAdminKeyException where its keys are the last that could administer the server
     */
    public Account change(String slug, AccountPatch patch, Caller caller) {
        new AccountRequestCheck(settings.current()).check(patch);
        requireLive(caller);
        return turns.taking(caller, () -> transactions.change(slug, patch, caller));
    }

    /** @throws NoSuchAccountException where no account has that slug */
    public Account require(String slug) {
        return accounts.find(slug).orElseThrow(NoSuchAccountException::new);
    }

    /**
     * The same caller at work on the keys of another account.
     *
     * @throws MissingScopeException where the caller is no admin
     * @throws NoSuchAccountException where no account has that slug
     */
    public Caller on(String slug, Caller caller) {
        if (!caller.scopes().include(List.of(Scope.ADMIN))) {
            throw MissingScopeException.admin();
        }
        return caller.on(require(slug).id());
    }

    /** @throws InvalidQueryException for a cursor that no page ended with */
    public Page<Account> list(PageRequest page) {
        int limit = page.limit();
        List<Account> found = page.cursor()
                .map(cursor -> accounts.listAfter(
                        accounts.findById(cursor).orElseThrow(InvalidQueryException::noSuchCursor), limit + 1))
                .orElseGet(() -> accounts.list(limit + 1));
        return Page.of(found, limit, Account::id);
    }

    /** What a test key does is seen by test keys only; an account has live keys as well. */
    private static void requireLive(Caller caller) {
        if (caller.environment() != Environment.LIVE) {
            throw new BeyondCallerException("A test key can make and change no account.");
        }
    }
}
