package io.chatelaine.persistence.migration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source for one run of the migrations that fails right after a given number of changes. */
final class CutDataSource {
    /** A change; the group is its verb if the database commits it at once. */
    private static final Pattern CHANGE = Pattern.compile(
            "\\s*(?:(CREATE|ALTER|DROP)|INSERT|UPDATE|DELETE) .*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final DataSource real;
    private final int last;
    private final boolean committed;
    private final Runnable cut;
    private final Deque<Connection> open = new ConcurrentLinkedDeque<>();
    private int changes;
    /** The connection with an uncommitted change. */
    private @Nullable Connection uncommitted;

    private boolean dead;

    /** The exception of every call from the cut on. */
    static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param last number of the last change that is executed, from 1 on
     * @param committed whether its commit is executed too
     * @param cut additional action at the cut
     */
    CutDataSource(DataSource real, int last, boolean committed, Runnable cut) {
        this.real = real;
        this.last = last;
        this.committed = committed;
        this.cut = cut;
    }

    /** Returns the number of changes. */
    int changes() {
        return changes;
    }

    boolean isDead() {
        return dead;
    }

    DataSource source() {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = call(method, real, arguments);
            if (result instanceof Connection connection) {
                open.add(connection);
                return connection(connection);
            }
            return result;
        });
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = call(method, connection, arguments);
            if (connection == uncommitted && method.getName().equals("commit")) {
                die();
            }
            String sql = arguments != null && arguments[0] instanceof String text ? text : "";
            return result instanceof Statement statement ? statement(method.getReturnType(), statement, sql) : result;
        });
    }

    private Object statement(Class<?> type, Statement statement, String prepared) {
        return proxy(type, (method, arguments) -> {
            Object result = call(method, statement, arguments);
            String sql = arguments != null && arguments[0] instanceof String text ? text : prepared;
            Matcher change = CHANGE.matcher(MigrationScript.withoutComments(sql));
            if (method.getName().startsWith("execute") && change.matches()) {
                changes++;
                Connection of = statement.getConnection();
                if (committed && changes >= last && change.group(1) == null && !of.getAutoCommit()) {
                    uncommitted = of;
                } else if (committed ? changes >= last : changes == last) {
                    die();
                }
            }
            return result;
        });
    }

    /** Acts like the end of a process: uncommitted changes are rolled back, locks are released. */
    private void die() throws SQLException {
        dead = true;
        cut.run();
        for (Connection connection : open) {
            connection.close();
        }
        throw new Cut();
    }

    private interface Handler {
        @Nullable Object handle(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                CutDataSource.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> handler.handle(method, arguments)));
    }

    private @Nullable Object call(Method method, Object target, Object @Nullable [] arguments) throws Throwable {
        if (dead && !method.getName().equals("close") && !method.getName().equals("isClosed")) {
            throw new Cut();
        }
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
