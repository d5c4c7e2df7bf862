package io.chatelaine.management.bootstrap;

import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Startup task that issues an admin key if the database never had one, or the setting asks for another. */
@Singleton
@Startup
@DependsOn("Migration")
@TransactionManagement(TransactionManagementType.BEAN)
public class FirstAdminKey {
    private static final System.Logger LOG = System.getLogger(FirstAdminKey.class.getName());

    @Inject
    SettingsSnapshot snapshot;

    @Inject
    AdminKeyIssue transaction;

    @PostConstruct
    void ensure() {
        Settings settings = snapshot.current();
        Optional<Path> file = settings.adminKeyFile();
        if (settings.reissueAdminKey() && file.filter(Files::exists).isPresent()) {
            LOG.log(
                    Level.WARNING,
                    "No new admin key was issued, although chatelaine.admin.reissue is true: {0} is there already."
                            + " Set chatelaine.admin.reissue to false, or move the file away and restart",
                    file.get());
            return;
        }
        if (transaction.issue(settings, file)) {
            LOG.log(Level.INFO, "A new admin key is in {0}", file.orElseThrow());
        }
    }
}
