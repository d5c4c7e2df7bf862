package io.chatelaine.persistence;

import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Configures EclipseLink's session before its first use: times are read as text, and no read is retried. By default
 * EclipseLink retries a read that timed out three times, while the database still runs the first one.
 */
public class SessionSetup implements SessionCustomizer {
    @Override
    public void customize(Session session) {
        TimeColumnsAsText.apply(session);
        ((DatabaseLogin) session.getDatasourceLogin()).setQueryRetryAttemptCount(0);
    }
}
