package io.chatelaine.persistence.migration;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source for migrations that skips statements whose change is done already. Running a killed migration again,
 * under Flyway's lock, thus finishes it, and Flyway records it as usual. Nothing is dropped or undone.
 */
final class ResumableDataSource {
    private static final System.Logger LOG = System.getLogger(ResumableDataSource.class.getName());

    private ResumableDataSource() {}

    static DataSource of(DataSource dataSource, MigrationProgress progress) {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = call(method, dataSource, arguments);
            return result instanceof Connection connection ? resumable(connection, progress) : result;
        });
    }

    private static Connection resumable(Connection connection, MigrationProgress progress) {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = call(method, connection, arguments);
            return method.getName().equals("createStatement")
                    ? resumable((Statement) Objects.requireNonNull(result), connection, progress)
                    : result;
        });
    }

    private static Statement resumable(Statement statement, Connection connection, MigrationProgress progress) {
        return proxy(Statement.class, (method, arguments) -> {
            Optional<MigrationStep> step = step(method, arguments);
            if (step.isPresent()) {
                progress.send(String.valueOf(Objects.requireNonNull(arguments)[0]));
                if (isDone(step.get(), connection, progress)) {
                    LOG.log(Level.INFO, "Already done and skipped: {0}", step.get());
                    return nothing(method);
                }
            }
            return call(method, statement, arguments);
        });
    }

    private static Optional<MigrationStep> step(Method method, Object @Nullable [] arguments) {
        if (arguments == null || !method.getName().startsWith("execute")) {
            return Optional.empty();
        }
        return arguments[0] instanceof String sql ? MigrationStepParser.parse(sql) : Optional.empty();
    }

    /** Returns whether a step is done. If the migration is not resumed, only steps without a trace can be done. */
    private static boolean isDone(MigrationStep step, Connection connection, MigrationProgress progress)
            throws SQLException {
        return (progress.resumed() || !step.leavesTrace()) && step.isDone(new DatabaseCatalog(connection));
    }

    /** Returns the result of a statement that returns no rows and changes none. */
    private static Object nothing(Method method) throws SQLException {
        if (method.getReturnType() == boolean.class) {
            return false;
        }
        if (method.getReturnType() == int.class) {
            return 0;
        }
        throw new SQLException("a statement of a migration has no result rows");
    }

    /** The implementation of a proxy's method. */
    private interface Handler {
        @Nullable Object handle(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                ResumableDataSource.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> handler.handle(method, arguments)));
    }

    private static @Nullable Object call(Method method, Object target, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
