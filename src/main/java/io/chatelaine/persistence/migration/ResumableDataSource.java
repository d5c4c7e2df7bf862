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
 * The same data source for migrations, whose statements do what is not done yet: one whose change is there already is
 * passed over. A migration that a kill has cut off is so finished by running it again, under Flyway's own lock, and is then
 * recorded by Flyway as ever. Nothing is ever dropped or undone.
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
                    LOG.log(Level.INFO, "Done before, and passed over: {0}", step.get());
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

    /** Of a migration that nothing was there of, only what leaves no trace can be done. */
    private static boolean isDone(MigrationStep step, Connection connection, MigrationProgress progress)
            throws SQLException {
        return (progress.resumed() || !step.leavesTrace()) && step.isDone(new DatabaseCatalog(connection));
    }

    /** What a statement answers that gives no rows and changes none. */
    private static Object nothing(Method method) throws SQLException {
        if (method.getReturnType() == boolean.class) {
            return false;
        }
        if (method.getReturnType() == int.class) {
            return 0;
        }
        throw new SQLException("a migration's statement is asked for rows");
    }

    /** What stands in for a method of an interface. */
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
