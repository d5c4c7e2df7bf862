package io.chatelaine.account;

import io.chatelaine.change.AdminKeyGuard;
import io.chatelaine.change.Change;
import io.chatelaine.change.ChangeTurns;
import io.chatelaine.change.Lock;
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
import java.util.Set;

/** The use cases of accounts, for administrators: checks a request, runs a change, returns once that has committed. */
@Singleton
public class AccountManagement {
    private final SettingsSnapshot settings;
    private final AccountQueries accounts;
    private final AdminKeyGuard adminKeyGuard;
    private final ChangeTurns turns;

    @Inject
    public AccountManagement(
            SettingsSnapshot settings, AccountQueries accounts, AdminKeyGuard adminKeyGuard, ChangeTurns turns) {
        this.settings = settings;
        this.accounts = accounts;
        this.adminKeyGuard = adminKeyGuard;
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
        return create(slug, name, caller);
    }

    /** Makes an account of a slug and a name that are valid. */
    public Account create(String slug, String name, Caller caller) {
        return turns.giving(
                caller,
                Scope.ADMIN,
                Set.of(),
                change -> accounts.create(change, slug, name).orElseThrow(ConflictException::slugTaken));
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
        // Nothing is known yet of its admin keys: an account is suspended seldom.
        Set<Lock> locks = Boolean.FALSE.equals(patch.enabled()) ? Set.of(Lock.ADMIN_KEYS) : Set.of();
        return turns.taking(caller, Scope.ADMIN, locks, change -> apply(change, slug, patch));
    }

    private Account apply(Change change, String slug, AccountPatch patch) {
        Account account = accounts.lock(slug).orElseThrow(NoSuchAccountException::new);
        String name = patch.name();
        if (name != null && !name.equals(account.name())) {
            accounts.rename(change, account, name);
        }
        Boolean enabled = patch.enabled();
        if (enabled != null && enabled != account.enabled()) {
            if (!enabled) {
                adminKeyGuard.requireOneLeft(change, admin -> admin.accountId().equals(account.id()));
            }
            accounts.setEnabled(change, account, enabled);
        }
        return account;
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
