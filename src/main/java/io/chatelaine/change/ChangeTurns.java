package io.chatelaine.change;

import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.key.Scope;
import io.chatelaine.request.BusyException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.TooManyChangesException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Turns of the changes of this node. They leave connections for those who only ask whether a key is good, and no account
 * takes the turns of all others. Whoever waits for one holds no connection.
 */
@Singleton
public class ChangeTurns {
    /** The pools that {@code server-config} makes have 32 connections: four are left. */
    static final int AT_ONCE = 28;

    /** All that takes something away waits for one row: more of it at once would only wait in the database. */
    static final int TAKING_AT_ONCE = 4;

    private static final long MOST_SECONDS = 10;

    private final SettingsSnapshot settings;
    private final Semaphore connections = new Semaphore(AT_ONCE, true);
    private final Semaphore takes = new Semaphore(TAKING_AT_ONCE, true);
    private final ConcurrentHashMap<String, AccountTurns> accounts = new ConcurrentHashMap<>();

    @Inject
    public ChangeTurns(SettingsSnapshot settings) {
        this.settings = settings;
    }

    /**
     * Runs what gives something, or takes nothing.
     *
     * @throws TooManyChangesException if the account has as many under way as it may, unless the caller is an admin
     */
    public <T> T giving(Caller caller, Supplier<T> change) {
        if (isAdmin(caller)) {
            return onConnection(change);
        }
        AccountTurns turns = enter(caller.accountId());
        try {
            return turns.give(() -> onConnection(change));
        } finally {
            leave(caller.accountId());
        }
    }

    /**
     * Runs what may take something away. It has turns of its own, so that nothing else which an account does keeps it from
     * revoking a key.
     *
     * @throws BusyException if its turn does not come
     */
    public <T> T taking(Caller caller, Supplier<T> change) {
        if (isAdmin(caller)) {
            return onTurn(takes, () -> onConnection(change));
        }
        AccountTurns turns = enter(caller.accountId());
        try {
            return turns.take(() -> onTurn(takes, () -> onConnection(change)));
        } finally {
            leave(caller.accountId());
        }
    }

    private <T> T onConnection(Supplier<T> change) {
        return onTurn(connections, () -> TransactionRetry.with(change));
    }

    /** @throws BusyException if it does not come in ten seconds */
    static <T> T onTurn(Semaphore turns, Supplier<T> change) {
        acquire(turns);
        try {
            return change.get();
        } finally {
            turns.release();
        }
    }

    private static void acquire(Semaphore semaphore) {
        try {
            if (!semaphore.tryAcquire(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new BusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException();
        }
    }

    private AccountTurns enter(String accountId) {
        int most = settings.current().accounts().maxConcurrentChanges();
        return accounts.compute(accountId, (id, there) -> (there == null ? new AccountTurns(most) : there).entered());
    }

    /** An account that has nothing under way takes no memory. */
    private void leave(String accountId) {
        accounts.computeIfPresent(accountId, (id, there) -> there.left());
    }

    int accountsKnown() {
        return accounts.size();
    }

    private static boolean isAdmin(Caller caller) {
        return caller.scopes().include(List.of(Scope.ADMIN));
    }
}
