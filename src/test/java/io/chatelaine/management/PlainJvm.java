package io.chatelaine.management;

import com.mysql.cj.jdbc.MysqlConnectionPoolDataSource;
import io.chatelaine.change.Change;
import io.chatelaine.change.ChangeTransaction;
import io.chatelaine.change.IdempotencyKey;
import io.chatelaine.change.Lock;
import io.chatelaine.config.Settings;
import io.chatelaine.config.TestSettings;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scope;
import io.chatelaine.persistence.migration.Schema;
import io.chatelaine.request.Caller;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.Persistence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;

/** The server's classes without a server, on H2 in a file, with a separate transaction for each call. */
final class PlainJvm implements AutoCloseable {
    /** Size of the pool that users get: see {@code server-config}. */
    private static final int MOST_CONNECTIONS = 32;

    private static final String OPTIONS =
            ";LOCK_TIMEOUT=1000;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;TRACE_LEVEL_FILE=0";

    /** Strong reference: a logger that is garbage-collected loses its level. */
    private static final Logger MIGRATION = Logger.getLogger("org.flywaydb");

    private final JdbcConnectionPool pool;
    private final DatabaseClock clock;
    private final EntityManagerFactory factory;
    private final SentStatements sent = new SentStatements();

    @SuppressWarnings("ThreadLocalUsage") // One for each database: a test may have several.
    private final ThreadLocal<EntityManager> current = new ThreadLocal<>();

    private final Queue<EntityManager> opened = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<EntityManager> outside = ThreadLocal.withInitial(this::open);

    private final EntityManager entities = injected();
    private volatile Wiring wiring;

    PlainJvm(String url) {
        pool = JdbcConnectionPool.create(source(url));
        pool.setMaxConnections(MOST_CONNECTIONS);
        MIGRATION.setLevel(Level.WARNING);
        Schema.migrate(pool, url);
        clock = new DatabaseClock(pool);
        factory = Persistence.createEntityManagerFactory(
                "chatelaine",
                Map.of(
                        "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                        "jakarta.persistence.nonJtaDataSource", sent.on(pool),
                        "eclipselink.weaving", "false",
                        "eclipselink.logging.level", "OFF"));
        wiring = wired(TestSettings.of());
    }

    /** One object graph for all threads: its turns bound the concurrent changes. */
    private Wiring wired(Settings settings) {
        return new Wiring(entities, clock, settings, new PlainTransaction());
    }

    /** H2's pool holds connections of any driver. */
    private static ConnectionPoolDataSource source(String url) {
        if (url.startsWith("jdbc:mysql:")) {
            MysqlConnectionPoolDataSource mysql = new MysqlConnectionPoolDataSource();
            mysql.setUrl(url + "&sessionVariables=innodb_lock_wait_timeout=1");
            return mysql;
        }
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL(url);
        h2.setUser("sa");
        h2.setPassword("sa");
        return h2;
    }

    /** Replaces the settings of all later calls. */
    void settings(String... namesAndValues) {
        wiring = wired(TestSettings.of(namesAndValues));
    }

    /** Limits the connections in use; a caller that waits for one fails after a second. */
    void connections(int most) throws SQLException {
        pool.setMaxConnections(most);
        pool.setLoginTimeout(1);
    }

    Instant now() {
        return clock.now();
    }

    /** Returns the statements that the transactions have sent to the database. */
    SentStatements sent() {
        return sent;
    }

    DataSource dataSource() {
        return pool;
    }

    DatabaseClock clock() {
        return clock;
    }

    /** Returns the database with the configuration of the server. */
    static String url(Path directory) {
        return lateCommitUrl(directory) + ";WRITE_DELAY=0";
    }

    /** Returns the same with H2's default, which acknowledges a commit before it is written. */
    static String lateCommitUrl(Path directory) {
        return "jdbc:h2:file:" + directory.toAbsolutePath().resolve("keys") + OPTIONS;
    }

    /** Runs a use case as the server does: it runs its own transactions, and returns after their commit. */
    <T> T call(Function<Wiring, T> work) {
        return work.apply(wiring);
    }

    /** Runs the work in one transaction, and returns after its commit. An exception rolls it back. */
    <T> T inTransaction(Function<Wiring, T> work) {
        return inOneTransaction(() -> call(work));
    }

    private <T> T inOneTransaction(Supplier<T> work) {
        if (current.get() != null) {
            return work.get();
        }
        try (EntityManager begun = factory.createEntityManager()) {
            EntityTransaction transaction = begun.getTransaction();
            transaction.begin();
            current.set(begun);
            try {
                // Without JTA, EclipseLink would read outside the transaction until the first write, and lose locks.
                begun.unwrap(Connection.class);
                T result = work.get();
                transaction.commit();
                return result;
            } finally {
                current.remove();
                if (transaction.isActive()) {
                    transaction.rollback();
                }
            }
        }
    }

    /** Returns the entity manager that the container would inject: the transaction's, or an empty one. */
    private EntityManager injected() {
        return (EntityManager) Proxy.newProxyInstance(
                PlainJvm.class.getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, arguments) -> {
                    EntityManager target = current.get();
                    if (target == null) {
                        target = outside.get();
                        target.clear();
                    }
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Transaction that the container would begin. */
    private final class PlainTransaction extends ChangeTransaction {
        @Override
        public <T> T run(Caller caller, Scope scope, Set<Lock> locks, Function<Change, T> work) {
            return inOneTransaction(() -> super.run(caller, scope, locks, work));
        }

        @Override
        public <T> T runAsServer(Function<Change, T> work) {
            return inOneTransaction(() -> super.runAsServer(work));
        }
    }

    /** Returns the id of the account {@code default}. */
    String defaultAccount() {
        return call(wiring -> wiring.turns()
                .asServer(change -> wiring.accounts().requireDefault(change).id()));
    }

    /**
     * Inserts the caller's key if absent, in a separate account, so that it does not change the counts of a test.
     */
    void caller(String id, String scopes, Environment environment) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT IGNORE INTO account (id, slug, name, enabled, created_at)"
                    + " VALUES ('acc_callers', 'callers', 'Callers', TRUE, '2026-01-01 00:00:00')");
            statement.executeUpdate("INSERT IGNORE INTO api_key (id, account_id, name, prefix, hint, environment, hash,"
                    + " scopes, admin, enabled, created_at) VALUES ('" + id + "', 'acc_callers', 'Caller', 'ck_live_',"
                    + " '0000', '" + environment.text() + "', x'" + hash(id) + "', '" + scopes
                    + "', FALSE, TRUE, '2026-01-01 00:00:00')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String id) {
        return IdempotencyKey.of(id, new byte[0]).hash();
    }

    Connection connect() throws SQLException {
        return pool.getConnection();
    }

    private EntityManager open() {
        EntityManager another = factory.createEntityManager();
        opened.add(another);
        return another;
    }

    @Override
    public void close() {
        opened.forEach(EntityManager::close);
        factory.close();
        pool.dispose();
    }
}
