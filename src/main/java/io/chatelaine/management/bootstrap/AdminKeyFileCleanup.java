package io.chatelaine.management.bootstrap;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.lang.System.Logger.Level;
import java.nio.file.Path;

/** Cleanup of the key's file at the end of the transaction. It deletes the file only after a rollback. */
record AdminKeyFileCleanup(Path file) implements Synchronization {
    private static final System.Logger LOG = System.getLogger(AdminKeyFileCleanup.class.getName());

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
        if (status == Status.STATUS_ROLLEDBACK) {
            AdminKeyFile.discard(file);
        } else if (status != Status.STATUS_COMMITTED) {
            LOG.log(
                    Level.WARNING,
                    "The outcome of the commit is unknown: try whether the admin key in {0} is valid",
                    file);
        }
    }
}
