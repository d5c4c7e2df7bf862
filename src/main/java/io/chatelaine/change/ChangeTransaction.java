package io.chatelaine.change;

import io.chatelaine.audit.AuditContext;
import io.chatelaine.key.Scope;
import io.chatelaine.request.Caller;
import io.chatelaine.request.MissingScopeException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Transaction of every write: locks, recheck of the caller, work, audit, epoch. The work uses the connection of this
 * transaction only. Call it through {@link ChangeTurns}, which bounds the concurrent transactions and retries a
 * transaction that the database rolled back because of another one.
 */
@Stateless
public class ChangeTransaction {
    @Inject
    public EntityManager entities;

    @Inject
    public CallerRecheck callerRecheck;

    @Inject
    public ChangeClock clock;

    @Inject
    public ChangeRecorder recorder;

    /**
     * Runs the work for a caller.
     *
     * @param scope the scope that the caller needs
     * @throws MissingScopeException if the caller lacks it
     */
    public <T> T run(Caller caller, Scope scope, Set<Lock> locks, Function<Change, T> work) {
        caller.require(scope);
        lock(caller.accountId(), locks);
        return finish(new Change(recorder, caller.context(), locks, callerRecheck.require(caller)), work);
    }

    /** Runs the work for the server itself, for example at startup. */
    public <T> T runAsServer(Function<Change, T> work) {
        return finish(new Change(recorder, AuditContext.START, Set.of(), clock.now()), work);
    }

    /** Whether one change at a time must run on this database: see {@link ChangeTurns}. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public boolean runsAlone() {
        return clock.isOfH2();
    }

    /**
     * Locks before the first plain read. Under MySQL's REPEATABLE READ, that read would hide later commits of others.
     */
    private void lock(String accountId, Set<Lock> locks) {
        if (locks.contains(Lock.ADMIN_KEYS)) {
            Objects.requireNonNull(
                    entities.find(InstallationRow.class, InstallationRow.ID, LockModeType.PESSIMISTIC_WRITE),
                    "The table installation has no row");
        }
        if (locks.contains(Lock.ACCOUNT)) {
            // By its name: this package does not depend on that of the entity.
            entities.createQuery("SELECT a.id FROM Account a WHERE a.id = :id", String.class)
                    .setParameter("id", accountId)
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultList();
        }
    }

    private static <T> T finish(Change change, Function<Change, T> work) {
        T result = work.apply(change);
        change.finish();
        return result;
    }
}
