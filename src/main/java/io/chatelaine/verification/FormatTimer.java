package io.chatelaine.verification;

import io.chatelaine.logging.TimerRun;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/**
 * Timer that reloads the key formats every 5 s, so that this node accepts keys in a format that another node issues.
 */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class FormatTimer {
    @Inject
    KnownFormats formats;

    @Schedule(hour = "*", minute = "*", second = "2/5", persistent = false)
    void refresh() {
        TimerRun.of(FormatTimer.class, formats::reload);
    }
}
