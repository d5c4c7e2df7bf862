package io.chatelaine.security;

import io.chatelaine.usage.UsageFlush;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Writes what was counted of the use of keys once no request comes any more. Payara Micro tells no EJB and no bean of its
 * end, only this.
 */
@WebListener
public class StopListener implements ServletContextListener {
    @Inject
    UsageFlush usage;

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        usage.flushRest();
    }
}
