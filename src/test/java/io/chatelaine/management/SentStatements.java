package io.chatelaine.management;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Recorder of the statements sent to a database, with their parameters, so that a test can run them again. */
final class SentStatements {
    private volatile boolean listening;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    /** Statement with its parameters in order. */
    record Sent(String sql, List<@Nullable Object> parameters) {}

    List<Sent> all() {
        return List.copyOf(sent);
    }

    /** Starts the recording. */
    void listen() {
        listening = true;
        sent.clear();
    }

    /** Returns a proxy of a data source that records its statements. */
    DataSource on(DataSource real) {
        return proxy(
                DataSource.class,
                real,
                (method, result, arguments) ->
                        result instanceof Connection connection ? connection(connection) : result);
    }

    private Connection connection(Connection real) {
        return proxy(
                Connection.class,
                real,
                (method, result, arguments) -> result instanceof PreparedStatement statement && arguments != null
                        ? statement(statement, String.valueOf(arguments[0]))
                        : result);
    }

    private PreparedStatement statement(PreparedStatement real, String sql) {
        TreeMap<Integer, @Nullable Object> parameters = new TreeMap<>();
        return proxy(PreparedStatement.class, real, (method, result, arguments) -> {
            if (method.getName().startsWith("set") && arguments != null && arguments.length > 1) {
                parameters.put((Integer) arguments[0], method.getName().equals("setNull") ? null : arguments[1]);
            } else if (listening && method.getName().startsWith("execute")) {
                sent.add(new Sent(sql, new ArrayList<>(parameters.values())));
            }
            return result;
        });
    }

    /** Observer of each call and its result. */
    private interface Listener {
        @Nullable Object heard(Method method, @Nullable Object result, Object @Nullable [] arguments);
    }

    private static <T> T proxy(Class<T> type, T real, Listener listener) {
        return type.cast(Proxy.newProxyInstance(
                SentStatements.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return listener.heard(method, method.invoke(real, arguments), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                }));
    }
}
