package io.chatelaine.persistence;

import io.chatelaine.database.ReadLimit;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.persistence.exceptions.DatabaseException;
import org.eclipse.persistence.sessions.Connector;
import org.eclipse.persistence.sessions.Session;

/** EclipseLink connector to the data source, with a time limit on the reads of each connection. */
final class LimitedConnector implements Connector {
    private static final long serialVersionUID = 1L;

    private final Connector connector;
    private final transient ReadLimit limit = new ReadLimit();

    LimitedConnector(Connector connector) {
        this.connector = connector;
    }

    @Override
    public Connection connect(Properties properties, Session session) {
        Connection connection = connector.connect(properties, session);
        try {
            return limit.apply(connection);
        } catch (SQLException e) {
            throw DatabaseException.sqlException(e);
        }
    }

    @Override
    public String getConnectionDetails() {
        return connector.getConnectionDetails();
    }

    @Override
    public Object clone() {
        return new LimitedConnector(connector);
    }

    @Override
    public void toString(PrintWriter writer) {
        connector.toString(writer);
    }
}
