package io.chatelaine.audit;

import io.chatelaine.logging.TimerRun;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Sweeps the audit every twenty seconds. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class AuditSweepTimer {
    @Inject
    AuditSweep sweep;

    @Schedule(hour = "*", minute = "*", second = "11/20", persistent = false)
    void sweep() {
        TimerRun.of(AuditSweepTimer.class, sweep::run);
    }
}
