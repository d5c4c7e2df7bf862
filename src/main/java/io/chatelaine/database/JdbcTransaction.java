package io.chatelaine.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work in a JDBC transaction on its own connection, outside any request's transaction. */
public final class JdbcTransaction {
    private JdbcTransaction() {}

    /** The work of a transaction. */
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

    /** Rolls back. If that fails, auto-commit stays off, because switching it on would commit a part. */
    private static void undo(Connection connection, Exception cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
