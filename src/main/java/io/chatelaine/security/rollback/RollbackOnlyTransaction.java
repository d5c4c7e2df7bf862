package io.chatelaine.security.rollback;

import io.chatelaine.logging.ThrottledLog;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.lang.System.Logger.Level;

/** A transaction of this thread that never commits, even if the application commits it. */
final class RollbackOnlyTransaction {
    private static final ThrottledLog LOG = new ThrottledLog(RollbackOnlyTransaction.class);

    private final UserTransaction transaction;

    private RollbackOnlyTransaction(UserTransaction transaction) {
        this.transaction = transaction;
    }

    /**
     * Begins a transaction.
     *
     * @throws NotSupportedException if the thread already has a transaction
     */
    static RollbackOnlyTransaction begin(UserTransaction transaction, TransactionSynchronizationRegistry registry)
            throws NotSupportedException, SystemException {
        transaction.begin();
        RollbackOnlyTransaction begun = new RollbackOnlyTransaction(transaction);
        try {
            registry.registerInterposedSynchronization(new NeverCommitted(registry));
        } catch (RuntimeException e) {
            begun.undo();
            throw e;
        }
        return begun;
    }

    /** Rolls back the transaction, or the one that the application began in its place. */
    void undo() throws SystemException {
        if (transaction.getStatus() == Status.STATUS_NO_TRANSACTION) {
            LOG.log(Level.WARNING, "ended", "The application ended the transaction of a test key's request itself");
        } else {
            transaction.rollback();
        }
    }

    private record NeverCommitted(TransactionSynchronizationRegistry registry) implements Synchronization {
        @Override
        public void beforeCompletion() {
            registry.setRollbackOnly();
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                LOG.log(
                        Level.ERROR,
                        "committed",
                        "The changes of a test key were committed, although they must be rolled back");
            }
        }
    }
}
