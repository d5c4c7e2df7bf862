package io.chatelaine.config;

import io.chatelaine.logging.TimerRun;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Timer that reads the settings before all other beans start, and again every five seconds. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class SettingsTimer {
    @Inject
    SettingsSnapshot snapshot;

    @Inject
    @Any
    Instance<SettingsCheck> checks;

    @PostConstruct
    void start() {
        try {
            snapshot.start();
        } catch (InvalidSettingException e) {
            throw StartupFailure.because(String.valueOf(e.getMessage()));
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void refresh() {
        TimerRun.of(SettingsTimer.class, () -> snapshot.refresh(checks));
    }
}
