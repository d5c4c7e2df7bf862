package io.chatelaine.security;

import io.chatelaine.quota.RateLimiter;
import io.chatelaine.usage.UsageFlush;
import io.chatelaine.verification.RefusalAudit;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Writes what was counted of the use of keys and the refusals that are not in the audit yet, and gives back what of quotas was
 * not used, once no request comes any more. Payara Micro tells no EJB and no bean of its end, only this.
 */
@WebListener
public class ShutdownFlush implements ServletContextListener {
    @Inject
    UsageFlush usage;

    @Inject
    RefusalAudit audit;

    @Inject
    RateLimiter limiter;

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        usage.flushRest();
        audit.flushRest();
        limiter.end();
    }
}
