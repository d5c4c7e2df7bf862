package io.chatelaine.persistence;

import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.persistence.exceptions.DatabaseException;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.sessions.Connector;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;

/**
 * Connects to the database before EclipseLink logs in, which Payara does before it starts any bean. If the database is
 * unavailable, the log then says so in one line and not only in a long stack trace.
 */
public class StartupConnectionCheck extends SessionEventAdapter {
    @Override
    public void preLogin(SessionEvent event) {
        AbstractSession session = (AbstractSession) event.getSession();
        try {
            Connector limited = new LimitedConnector(session.getLogin().getConnector());
            limited.connect(new Properties(), session).close();
            session.getLogin().setConnector(limited);
        } catch (DatabaseException | SQLException e) {
            throw DatabaseStartupFailure.of(e);
        }
    }
}
