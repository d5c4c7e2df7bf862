package io.chatelaine.quota;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Keeps a node from remembering every key that ever asked. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class AllowanceSweep {
    @Inject
    Allowances allowances;

    @Schedule(hour = "*", minute = "*", second = "37", persistent = false)
    void sweep() {
        allowances.sweep();
    }
}
