package io.chatelaine.management;

import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.key.Scope;
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

    private static final long MOST_SECONDS = 5;

    private final SettingsSnapshot settings;
    private final Semaphore connections = new Semaphore(AT_ONCE, true);
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
    <T> T giving(Caller caller, Supplier<T> change) {
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
    <T> T taking(Caller caller, Supplier<T> change) {
        if (isAdmin(caller)) {
            return onConnection(change);
        }
        AccountTurns turns = enter(caller.accountId());
        try {
            return turns.take(() -> onConnection(change));
        } finally {
            leave(caller.accountId());
        }
    }

    private <T> T onConnection(Supplier<T> change) {
        acquire(connections);
        try {
            return Patience.with(change);
        } finally {
            connections.release();
        }
    }

    /** @throws BusyException after five seconds */
    static void acquire(Semaphore semaphore) {
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
