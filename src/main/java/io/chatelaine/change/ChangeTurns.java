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
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Bound on the concurrent changes of this node, in all and by account. It keeps connections free for the verification
 * of keys, and no account can take the turns of all others. A change that waits for its turn holds no connection.
 */
@Singleton
public class ChangeTurns {
    /**
     * Changes that may take rights away share the lock of the epoch: more of them at once would only wait in the
     * database.
     */
    static final int TAKING_AT_ONCE = 4;

    private final SettingsSnapshot settings;
    private final ChangeTransaction transaction;
    private final Turns connections;
    private final Turns takes = new Turns(TAKING_AT_ONCE);
    /**
     * H2 runs one change at a time. H2 2.2.224 loses a committed UPDATE: a transaction that locked the row before, and is
     * rolled back, puts its old value back after the UPDATE of the transaction that waited. A key that was revoked, with its
     * audit entry, was active again. A transaction that waits for no row loses none.
     */
    private final Turns alone = new Turns(1);

    private final ConcurrentHashMap<String, AccountTurns> accounts = new ConcurrentHashMap<>();

    @Inject
    public ChangeTurns(SettingsSnapshot settings, ChangeTransaction transaction) {
        this.settings = settings;
        this.transaction = transaction;
        this.connections = new Turns(settings.current().maxConcurrentChanges());
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
            return onConnection(read);
        }
        AccountTurns turns = enter(caller.accountId());
        try {
            return turns.give(() -> onConnection(read));
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
        Supplier<T> turn = () -> takes.run(() -> onConnection(() -> run(caller, scope, locks, change)));
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
        return TransactionRetry.with(Set.of(), none -> aloneOnH2(() -> transaction.runAsServer(change)));
    }

    private <T> T run(Caller caller, Scope scope, Set<Lock> locks, Function<Change, T> change) {
        return TransactionRetry.with(locks, held -> aloneOnH2(() -> transaction.run(caller, scope, held, change)));
    }

    private <T> T aloneOnH2(Supplier<T> change) {
        return transaction.runsAlone() ? alone.run(change) : change.get();
    }

    private <T> T onConnection(Supplier<T> work) {
        connections.bound(settings.current().maxConcurrentChanges());
        return connections.run(work);
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
