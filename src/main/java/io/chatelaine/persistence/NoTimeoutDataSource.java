package io.chatelaine.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The same data source for a migration: its connections wait for an answer as long as it takes, and are given back as they
 * were. The pool's own time-out is made for requests; to build an index takes longer.
 */
public final class NoTimeoutDataSource {
    private NoTimeoutDataSource() {}

    public static DataSource of(DataSource dataSource) {
        return (DataSource) Proxy.newProxyInstance(
                NoTimeoutDataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    Object result = call(method, dataSource, arguments);
                    return result instanceof Connection connection ? unhurried(connection) : result;
                });
    }

    private static Connection unhurried(Connection connection) throws SQLException {
        int usual = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, 0);
        return (Connection) Proxy.newProxyInstance(
                NoTimeoutDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && !connection.isClosed()) {
                        connection.setNetworkTimeout(Runnable::run, usual);
                    }
                    return call(method, connection, arguments);
                });
    }

    private static @Nullable Object call(Method method, Object target, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
