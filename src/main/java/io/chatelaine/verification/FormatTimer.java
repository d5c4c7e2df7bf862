package io.chatelaine.verification;

import io.chatelaine.logging.TimerRun;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Learns every five seconds of formats that another node issues keys in. */
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
