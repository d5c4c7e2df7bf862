package io.chatelaine.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source for migrations whose connections have no network time-out. Closing a connection restores its time-out.
 * The time-out of the pool is for requests; to build an index takes longer.
 */
public final class NoTimeoutDataSource {
    private NoTimeoutDataSource() {}

    public static DataSource of(DataSource dataSource) {
        return (DataSource) Proxy.newProxyInstance(
                NoTimeoutDataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    Object result = call(method, dataSource, arguments);
                    return result instanceof Connection connection ? withoutTimeout(connection) : result;
                });
    }

    private static Connection withoutTimeout(Connection connection) throws SQLException {
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
