package io.chatelaine.usage;

import io.chatelaine.logging.TimerRun;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Writes the use of keys every five seconds. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class UsageTimer {
    @Inject
    UsageFlush usage;

    @Schedule(hour = "*", minute = "*", second = "4/5", persistent = false)
    void flush() {
        TimerRun.of(UsageTimer.class, usage::flush);
    }
}
