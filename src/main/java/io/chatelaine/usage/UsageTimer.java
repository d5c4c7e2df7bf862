package io.chatelaine.usage;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Writes the use of keys every five seconds, and when the server or the application stops. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class UsageTimer {
    @Inject
    UsageFlush usage;

    @Schedule(hour = "*", minute = "*", second = "4/5", persistent = false)
    void flush() {
        usage.flush();
    }

    @PreDestroy
    void stop() {
        usage.flushRest();
    }
}
