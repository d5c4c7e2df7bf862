package io.chatelaine.change;

import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.key.Scope;
import io.chatelaine.request.BusyException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.TooManyChangesException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Bound on the concurrent changes of this node, in all and by account. It keeps connections free for the verification
 * of keys, and no account can take the turns of all others. A change that waits for its turn holds no connection.
 */
@Singleton
public class ChangeTurns {
    /** Four fewer than the 32 connections of the pools that {@code server-config} creates. */
    static final int AT_ONCE = 28;

    /**
     * Changes that take rights away share the lock of one row: more of them at once would only wait in the database.
     */
    static final int TAKING_AT_ONCE = 4;

    private static final long MOST_SECONDS = 10;

    /**
     * H2 runs one change at a time. H2 2.2.224 loses a committed UPDATE: a transaction that locked the row before, and is
     * rolled back, puts its old value back after the UPDATE of the transaction that waited. A key that was revoked, with its
     * audit entry, was active again. A transaction that waits for no row loses none.
     */
    private static final Semaphore H2 = new Semaphore(1, true);

    private final SettingsSnapshot settings;
    private final ChangeTransaction transaction;
    private final Semaphore connections = new Semaphore(AT_ONCE, true);
    private final Semaphore takes = new Semaphore(TAKING_AT_ONCE, true);
    private final ConcurrentHashMap<String, AccountTurns> accounts = new ConcurrentHashMap<>();

    @Inject
    public ChangeTurns(SettingsSnapshot settings, ChangeTransaction transaction) {
        this.settings = settings;
        this.transaction = transaction;
    }

    /**
     * Runs a change that takes no rights away, in a transaction.
     *
     * @param scope the scope that the caller needs
     * @throws TooManyChangesException if the account has the maximum of running changes and the caller lacks
     *     the scope {@code admin}
     */
    public <T> T giving(Caller caller, Scope scope, Set<Lock> locks, Function<Change, T> change) {
        return reading(caller, () -> run(caller, scope, locks, change));
    }

    /**
     * Runs an expensive read of an account's keys. It counts as a change that takes no rights away.
     *
     * @throws TooManyChangesException if the account has the maximum of running changes and the caller lacks
     *     the scope {@code admin}
     */
    public <T> T reading(Caller caller, Supplier<T> read) {
        if (isAdmin(caller)) {
            return onTurn(connections, read);
        }
        AccountTurns turns = enter(caller.accountId());
        try {
            return turns.give(() -> onTurn(connections, read));
        } finally {
            leave(caller.accountId());
        }
    }

    /**
     * Runs a change that may take rights away, in a transaction. Its turns are separate, so that other changes of an
     * account never keep the account from revoking a key.
     *
     * @param scope the scope that the caller needs
     * @throws BusyException if it gets no turn within ten seconds, or the queue of the account is full
     */
    public <T> T taking(Caller caller, Scope scope, Set<Lock> locks, Function<Change, T> change) {
        Supplier<T> turn = () -> onTurn(takes, () -> onTurn(connections, () -> run(caller, scope, locks, change)));
        if (isAdmin(caller)) {
            return turn.get();
        }
        AccountTurns turns = enter(caller.accountId());
        try {
            return turns.take(turn);
        } finally {
            leave(caller.accountId());
        }
    }

    /** Runs a change of the server itself, in a transaction, without waiting for a turn. */
    public <T> T asServer(Function<Change, T> change) {
        return TransactionRetry.with(Set.of(), none -> alone(() -> transaction.runAsServer(change)));
    }

    private <T> T run(Caller caller, Scope scope, Set<Lock> locks, Function<Change, T> change) {
        return TransactionRetry.with(locks, held -> alone(() -> transaction.run(caller, scope, held, change)));
    }

    private <T> T alone(Supplier<T> change) {
        return transaction.runsAlone() ? onTurn(H2, change) : change.get();
    }

    /** @throws BusyException if no turn is free within ten seconds */
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

    /** Removes the entry of an account without running changes, so that it takes no memory. */
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
