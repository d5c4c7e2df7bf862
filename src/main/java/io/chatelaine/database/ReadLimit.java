package io.chatelaine.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The limit on the time that MySQL spends on a read. Without it a query continues on the server after its client has
 * timed out, and a few of them keep a processor busy for minutes. The files of {@code server-config} set it for the
 * connections of the pool; for other pools this class sets it each time that a connection is obtained.
 */
public final class ReadLimit {
    /** Less than the two seconds of the pool's socket time-out. */
    public static final int MILLIS = 1500;

    private static final int UNKNOWN_VARIABLE = 1193;

    private volatile @Nullable Boolean missing;

    /** Sets the limit on the connection and returns it; closes it on failure. */
    public Connection apply(Connection connection) throws SQLException {
        try {
            Boolean known = missing;
            if (known == null) {
                known = isMissing(connection);
                missing = known;
            }
            if (known) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET SESSION max_execution_time = " + MILLIS);
                }
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Returns the data source with the limit on each of its connections. */
    public DataSource apply(DataSource dataSource) {
        return (DataSource) Proxy.newProxyInstance(
                ReadLimit.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = call(method, dataSource, arguments);
                    return result instanceof Connection connection ? apply(connection) : result;
                });
    }

    /**
     * Returns whether the connection needs the limit. MariaDB has no such variable. H2 needs no limit: its queries end
     * with the process.
     */
    private static boolean isMissing(Connection connection) throws SQLException {
        if (!connection.getMetaData().getURL().startsWith("jdbc:mysql:")) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@SESSION.max_execution_time")) {
            return row.next() && row.getLong(1) == 0;
        } catch (SQLException e) {
            if (e.getErrorCode() == UNKNOWN_VARIABLE) {
                return false;
            }
            throw e;
        }
    }

    private static @Nullable Object call(Method method, Object target, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
