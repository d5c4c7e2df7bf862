package io.chatelaine.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A connection with a network time-out of two seconds, for statements that run before a request is accepted. After the
 * time-out the connection is broken. An embedded database has no network and needs no time-out.
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

    /** Restores the time-out and returns the connection to the pool, which detects a broken one. */
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
