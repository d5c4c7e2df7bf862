package io.chatelaine.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A transaction that no request is part of, on a connection of its own: all that is written in it stays, or nothing. */
public final class JdbcTransaction {
    private JdbcTransaction() {}

    /** What is done in one. */
    public interface Work {
        void on(Connection connection) throws SQLException;
    }

    public static void run(DataSource dataSource, Work work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.on(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                undo(connection, e);
                throw e;
            }
            connection.setAutoCommit(true);
        }
    }

    /** Without a rollback that worked, nothing else may be done with the connection: it might commit a part. */
    private static void undo(Connection connection, Exception cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
