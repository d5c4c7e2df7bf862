package io.chatelaine.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A data source that records each statement that is prepared on it. */
public final class CountedStatements {
    private final List<String> prepared = new CopyOnWriteArrayList<>();
    private final DataSource dataSource;

    public CountedStatements(DataSource counted) {
        dataSource = proxy(DataSource.class, counted, this);
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /** Returns the statements since the last call. */
    public List<String> take() {
        List<String> taken = List.copyOf(prepared);
        prepared.clear();
        return taken;
    }

    private static <T> T proxy(Class<T> type, Object real, CountedStatements counts) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, asked, arguments) -> {
                    if (asked.getName().equals("prepareStatement")) {
                        counts.prepared.add(String.valueOf(arguments[0]));
                    }
                    try {
                        Object answer = asked.invoke(real, arguments);
                        return answer instanceof Connection connection
                                ? proxy(Connection.class, connection, counts)
                                : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
