package io.chatelaine.management.bootstrap;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.lang.System.Logger.Level;
import java.nio.file.Path;

/** What becomes of the key's file when the transaction ends: it goes only where the key is surely not in force. */
record AdminKeyFileCleanup(Path file) implements Synchronization {
    private static final System.Logger LOG = System.getLogger(AdminKeyFileCleanup.class.getName());

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
        if (status == Status.STATUS_ROLLEDBACK) {
            AdminKeyFile.discard(file);
        } else if (status != Status.STATUS_COMMITTED) {
            LOG.log(Level.WARNING, "It is not known whether the key in {0} is in force: try it", file);
        }
    }
}
