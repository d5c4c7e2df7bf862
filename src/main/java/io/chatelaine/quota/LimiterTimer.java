package io.chatelaine.quota;

import io.chatelaine.logging.TimerRun;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Removes idle limiters from memory and old quota rows from the database every minute. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class LimiterTimer {
    @Inject
    RateLimiter limiter;

    @Inject
    QuotaSweep quotas;

    @Schedule(hour = "*", minute = "*", second = "37", persistent = false)
    void sweep() {
        TimerRun.of(LimiterTimer.class, () -> {
            limiter.sweep();
            quotas.run();
        });
    }
}
