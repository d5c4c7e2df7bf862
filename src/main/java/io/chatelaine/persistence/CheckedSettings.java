package io.chatelaine.persistence;

import io.chatelaine.config.InvalidSettingException;
import io.chatelaine.config.SettingsCheck;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.StartupFailure;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Checks the settings against the migrated database, and stops the start if they do not match. */
@Singleton
@Startup
@DependsOn("Migration")
@TransactionManagement(TransactionManagementType.BEAN)
public class CheckedSettings {
    @Inject
    SettingsSnapshot settings;

    @Inject
    @Any
    Instance<SettingsCheck> checks;

    @PostConstruct
    void check() {
        try {
            checks.forEach(check -> check.check(settings.current()));
        } catch (InvalidSettingException e) {
            throw StartupFailure.because(String.valueOf(e.getMessage()));
        }
    }
}
