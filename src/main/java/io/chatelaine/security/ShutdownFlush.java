package io.chatelaine.security;

import io.chatelaine.quota.RateLimiter;
import io.chatelaine.usage.UsageFlush;
import io.chatelaine.verification.RefusalAudit;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Shutdown listener: writes the buffered usage and refusals, and returns unused quota, after the last request. It is a
 * servlet listener because Payara Micro does not notify EJBs or beans of its shutdown.
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
