package io.chatelaine.audit;

import io.chatelaine.logging.TimerRun;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Writes refusals to the audit every five seconds. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class RefusalTimer {
    @Inject
    RefusalBuffer buffer;

    @Schedule(hour = "*", minute = "*", second = "4/5", persistent = false)
    void write() {
        TimerRun.of(RefusalTimer.class, () -> buffer.flush(false));
    }
}
