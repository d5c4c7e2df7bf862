package io.chatelaine.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * A MySQL server in which tests create databases: the one that {@code -Dchatelaine.mysql.url=jdbc:mysql://HOST:PORT/}
 * names, with {@code .user} and {@code .password} of a user that may create databases and users, else a started one.
 */
public class MySql implements AutoCloseable {
    private static @Nullable MySql shared;

    private final String host;
    private final String user;
    private final String password;
    private final Deque<String> made = new ConcurrentLinkedDeque<>();

    MySql(String host, String user, String password) {
        this.host = host;
        this.user = user;
        this.password = password;
    }

    /** Returns the shared server for tests that only need a database; it does not sync to disk. */
    public static synchronized MySql shared() {
        MySql server = shared;
        if (server == null) {
            String url = System.getProperty("chatelaine.mysql.url", "");
            server = url.isEmpty() ? MySqlServer.start("--innodb-flush-log-at-trx-commit=0") : given(url);
            shared = server;
        }
        return server;
    }

    private static MySql given(String url) {
        MySql server = new MySql(
                url.replaceFirst("^jdbc:mysql://", "").replaceFirst("/.*$", ""),
                System.getProperty("chatelaine.mysql.user", "root"),
                System.getProperty("chatelaine.mysql.password", ""));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server;
    }

    /** Returns the URL that an administrator or scripts/run uses. */
    public String url(String database) {
        return "jdbc:mysql://" + host + '/' + database;
    }

    /** Returns the URL with the administrator's name and password; more parameters can follow an {@code &}. */
    public String administratorsUrl(String database) {
        return url(database) + "?allowPublicKeyRetrieval=true&connectTimeout=2000&user=" + user + "&password="
                + password;
    }

    /** Opens a connection of the server's administrator. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(administratorsUrl(database));
    }

    /** Creates a database, and a user of the same name and password with all rights in it; returns the name. */
    public String create() {
        String name = "chatelaine_" + UUID.randomUUID().toString().substring(0, 8);
        made.add(name);
        execute(
                "",
                "CREATE DATABASE " + name,
                "CREATE USER '" + name + "'@'%' IDENTIFIED BY '" + name + "'",
                "GRANT ALL ON " + name + ".* TO '" + name + "'@'%'");
        return name;
    }

    public void execute(String database, String... statements) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns whether the server is MariaDB. */
    public boolean isMariaDb() {
        return text("", "SELECT VERSION()").contains("MariaDB");
    }

    /** Returns the number of rows of a table. */
    public int count(String database, String table) {
        return Integer.parseInt(text(database, "SELECT COUNT(*) FROM " + table));
    }

    /** Returns the first column of the first row. */
    public String text(String database, String query) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** Drops the databases and users that it created. */
    @Override
    public void close() {
        for (String name = made.poll(); name != null; name = made.poll()) {
            execute("", "DROP DATABASE " + name, "DROP USER '" + name + "'@'%'");
        }
    }
}
