package io.chatelaine.account;

import io.chatelaine.change.AdminKeyGuard;
import io.chatelaine.change.Change;
import io.chatelaine.change.ChangeTurns;
import io.chatelaine.change.Lock;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scope;
import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.InvalidQueryException;
import io.chatelaine.request.InvalidRequestException;
import io.chatelaine.request.LastAdminKeyException;
import io.chatelaine.request.MissingScopeException;
import io.chatelaine.request.NotFoundException;
import io.chatelaine.request.Page;
import io.chatelaine.request.PageRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Use cases of accounts, for administrators. Each checks a request, runs a change, and returns after its commit. */
@Singleton
public class AccountManagement {
    private final AccountQueries accounts;
    private final AdminKeyGuard adminKeyGuard;
    private final ChangeTurns turns;

    @Inject
    public AccountManagement(AccountQueries accounts, AdminKeyGuard adminKeyGuard, ChangeTurns turns) {
        this.accounts = accounts;
        this.adminKeyGuard = adminKeyGuard;
        this.turns = turns;
    }

    /**
     * Creates an account.
     *
     * @throws InvalidRequestException if a member is missing or invalid
     * @throws BeyondCallerException if the caller is a test key
     * @throws ConflictException if the slug is taken
     */
    public Account create(AccountRequest asked, Caller caller) {
        new AccountRequestCheck(caller.settings()).check(asked);
        requireLive(caller);
        String slug = Objects.requireNonNull(asked.slug());
        String name = Objects.requireNonNull(asked.name());
        return create(slug, name, caller);
    }

    /** Creates an account from a valid slug and name. */
    public Account create(String slug, String name, Caller caller) {
        return turns.giving(
                caller,
                Scope.ADMIN,
                Set.of(),
                change -> accounts.create(change, slug, name).orElseThrow(ConflictException::slugTaken));
    }

    /**
     * Changes an account. If it suspends the account, no node accepts a key of the account after this method returns.
     *
     * @throws InvalidRequestException if a member is invalid
     * @throws BeyondCallerException if the caller is a test key
     * @throws NotFoundException if no account has the slug
     * @throws LastAdminKeyException if the account holds the last admin key
     */
    public Account change(String slug, AccountPatch patch, Caller caller) {
        new AccountRequestCheck(caller.settings()).check(patch);
        requireLive(caller);
        // Locked even if the account has no admin key: that is unknown here, and suspensions are rare.
        Set<Lock> locks = Boolean.FALSE.equals(patch.enabled()) ? Set.of(Lock.ADMIN_KEYS) : Set.of();
        return turns.taking(caller, Scope.ADMIN, locks, change -> apply(change, slug, patch));
    }

    private Account apply(Change change, String slug, AccountPatch patch) {
        Account account = accounts.lock(slug).orElseThrow(NotFoundException::account);
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

    /** @throws NotFoundException if no account has the slug */
    public Account require(String slug) {
        return accounts.find(slug).orElseThrow(NotFoundException::account);
    }

    /**
     * Returns the caller with another account as the account that it works on.
     *
     * @throws MissingScopeException if the caller lacks the scope {@code admin}
     * @throws NotFoundException if no account has the slug
     */
    public Caller on(String slug, Caller caller) {
        if (!caller.scopes().include(List.of(Scope.ADMIN))) {
            throw MissingScopeException.admin();
        }
        return caller.on(require(slug).id());
    }

    /** @throws InvalidQueryException if the cursor does not come from a page */
    public Page<Account> list(PageRequest page) {
        int limit = page.limit();
        List<Account> found = page.cursor()
                .map(cursor -> accounts.listAfter(
                        accounts.findById(cursor).orElseThrow(InvalidQueryException::noSuchCursor), limit + 1))
                .orElseGet(() -> accounts.list(limit + 1));
        return Page.of(found, limit, Account::id);
    }

    /** Rejects test keys: a test key may affect test keys only, and an account also has live keys. */
    private static void requireLive(Caller caller) {
        if (caller.environment() != Environment.LIVE) {
            throw new BeyondCallerException("A test key cannot create or change accounts. Use a live key.");
        }
    }
}
