package io.chatelaine.usage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import javax.sql.DataSource;

/** A data source that fails at the moment that a test chooses. */
final class UnreliableDataSource {
    enum Fault {
        NONE,
        AWAY,
        LOST_BEFORE_COMMIT,
        LOST_AFTER_COMMIT
    }

    private final DataSource real;
    private Fault fault = Fault.NONE;

    UnreliableDataSource(DataSource real) {
        this.real = real;
    }

    void fault(Fault next) {
        fault = next;
    }

    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (fault == Fault.AWAY) {
                        throw new SQLNonTransientConnectionException("away");
                    }
                    return connection(real.getConnection());
                });
    }

    private Connection connection(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    boolean commit = method.getName().equals("commit");
                    if (commit && fault == Fault.LOST_BEFORE_COMMIT) {
                        throw lost(connection);
                    }
                    try {
                        Object result = method.invoke(connection, arguments);
                        if (commit && fault == Fault.LOST_AFTER_COMMIT) {
                            throw lost(connection);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    private static SQLException lost(Connection connection) throws SQLException {
        connection.rollback();
        return new SQLNonTransientConnectionException("lost");
    }
}
