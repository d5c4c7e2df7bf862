package io.chatelaine.management;

import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A database that never had an admin key gets one at the start, and so does one whose administrator asks for another. */
@Singleton
@Startup
@DependsOn("Migration")
@TransactionManagement(TransactionManagementType.BEAN)
public class FirstAdminKey {
    private static final System.Logger LOG = System.getLogger(FirstAdminKey.class.getName());

    @Inject
    SettingsSnapshot snapshot;

    @Inject
    AdminKeyTransaction transaction;

    @PostConstruct
    void ensure() {
        Settings settings = snapshot.current();
        Optional<Path> file = settings.adminKeyFile();
        if (settings.reissueAdminKey() && file.filter(Files::exists).isPresent()) {
            LOG.log(
                    Level.WARNING,
                    "No new admin key was made, though chatelaine.admin.reissue is true: {0} is there already."
                            + " Set it back to false, or move the file away and start again",
                    file.get());
            return;
        }
        issue(settings, file);
    }

    private void issue(Settings settings, Optional<Path> file) {
        boolean there = file.filter(Files::exists).isPresent();
        boolean issued = false;
        try {
            issued = transaction.issue(settings, file);
        } finally {
            if (!issued && !there) {
                file.ifPresent(FirstAdminKey::discard);
            }
        }
        if (issued) {
            LOG.log(Level.INFO, "A new admin key is in {0}", file.orElseThrow());
        }
    }

    /** A key whose transaction did not commit is none: its file would mislead. */
    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The key in {0} is not in force; delete the file", file);
        }
    }
}
