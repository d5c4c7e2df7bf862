package io.chatelaine.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A connection for what a request waits for before it is let in: an answer that takes longer than two seconds is none, and
 * the connection is given up. It bounds the wait on the network; an embedded database has no network, and none is needed.
 */
public final class TimeLimitedConnection implements AutoCloseable {
    private static final int MILLIS = 2000;

    private final Connection connection;
    private final int usual;

    private TimeLimitedConnection(Connection connection, int usual) {
        this.connection = connection;
        this.usual = usual;
    }

    public static TimeLimitedConnection of(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            int usual = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, MILLIS);
            return new TimeLimitedConnection(connection, usual);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    public PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** Gives it back to the pool as it was; one that is broken the pool finds out. */
    @Override
    public void close() throws SQLException {
        try {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, usual);
            }
        } finally {
            connection.close();
        }
    }
}
