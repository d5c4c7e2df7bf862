package io.chatelaine.persistence;

import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Sets up EclipseLink's session before its first use: times are read as text, and no read is sent again. EclipseLink's own
 * default sends a read that timed out three times more, while the database still works on the first.
 */
public class SessionSetup implements SessionCustomizer {
    @Override
    public void customize(Session session) {
        TimeColumnsAsText.apply(session);
        ((DatabaseLogin) session.getDatasourceLogin()).setQueryRetryAttemptCount(0);
    }
}
