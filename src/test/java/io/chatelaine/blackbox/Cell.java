package io.chatelaine.blackbox;

import io.chatelaine.testing.MySql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The server and the database of a test run: {@code -Dchatelaine.cell=wildfly-mysql}. */
public enum Cell {
    PAYARA_H2,
    PAYARA_MYSQL,
    PAYARA_SERVER_H2,
    PAYARA_SERVER_MYSQL,
    WILDFLY_H2,
    WILDFLY_MYSQL;

    private static @Nullable String database;

    /** Returns the cell of this run. */
    public static Cell current() {
        return valueOf(System.getProperty("chatelaine.cell", "payara-h2")
                .replace('-', '_')
                .toUpperCase(Locale.ROOT));
    }

    /** Returns whether the database is MySQL. */
    public boolean onMySql() {
        return this == PAYARA_MYSQL || this == PAYARA_SERVER_MYSQL || this == WILDFLY_MYSQL;
    }

    boolean onMicro() {
        return this == PAYARA_H2 || this == PAYARA_MYSQL;
    }

    /** Returns whether the server is WildFly. */
    public boolean onWildFly() {
        return this == WILDFLY_H2 || this == WILDFLY_MYSQL;
    }

    /** Returns the environment of a server on a new database of that kind. */
    public Map<String, String> database() {
        if (!onMySql()) {
            return Map.of();
        }
        String made = MySql.shared().create();
        return Map.of(
                "CHATELAINE_DB_URL", MySql.shared().url(made),
                "CHATELAINE_DB_USER", made,
                "CHATELAINE_DB_PASSWORD", made);
    }

    /**
     * Returns whether server and driver log at the finest level. Each of them does in at least one cell. Without that
     * log, the others are much quicker, and so is a build with {@code -Dquick}.
     */
    boolean logsAll() {
        return !Boolean.getBoolean("quick") && this != PAYARA_MYSQL && this != WILDFLY_H2;
    }

    /** Returns the environment of the shared server; its driver logs each statement if the cell logs everything. */
    synchronized Map<String, String> loggedDatabase() {
        Map<String, String> told = new HashMap<>(database());
        database = told.get("CHATELAINE_DB_USER");
        if (!logsAll()) {
            return told;
        }
        if (onMySql()) {
            told.merge("CHATELAINE_DB_URL", "?profileSQL=true&logger=Jdk14Logger", String::concat);
        } else {
            told.put("CHATELAINE_H2_OPTIONS", ";TRACE_LEVEL_SYSTEM_OUT=3");
        }
        return told;
    }

    /** Returns the URL of the shared server's MySQL database. */
    synchronized String databaseName() {
        return Objects.requireNonNull(database);
    }

    /** Opens a connection to that database as its user. */
    Connection connect() throws SQLException {
        String name = databaseName();
        return DriverManager.getConnection(MySql.shared().url(name), name, name);
    }

    /** Returns the cell with this server and H2. */
    Cell onH2() {
        return onWildFly() ? WILDFLY_H2 : onMicro() ? PAYARA_H2 : PAYARA_SERVER_H2;
    }

    /**
     * Starts a server with the WAR alone, on H2 or on the MySQL of the environment, and does not wait.
     *
     * @param data a folder that an earlier server may have used
     */
    Server launch(Path data, Map<String, String> environment) {
        if (!onWildFly()) {
            return Server.launch(data, Server.freePort(), environment);
        }
        if (!Files.exists(data.resolve("configuration"))) {
            WildFly.prepare(data, WildFly.scripts(environment));
        }
        return WildFly.launch(data, environment);
    }

    /** Starts a server with the WAR alone on the server's default database. */
    Server launchOnDefaultDatabase(Path data) {
        if (!onWildFly()) {
            return Server.launch(
                    data,
                    Server.freePort(),
                    Map.of(),
                    "--",
                    "--postbootcommandfile",
                    Resources.file("payara-default-pool.asadmin"));
        }
        WildFly.prepare(data, List.of());
        return WildFly.launch(data, Map.of());
    }

    /** Returns the data folder of a server, with the H2 file and the admin key. */
    Path kept(Path data) {
        return onWildFly() ? data.resolve("data") : data;
    }

    /** Starts a server on that database, with the example application beside Chatelaine. */
    Server start(Path data, Map<String, String> environment) {
        String logs = logsAll() ? "finest-logs" : "usual-logs";
        if (onWildFly()) {
            return WildFly.start(data, environment, Resources.file(logs + ".cli"));
        }
        if (!onMicro()) {
            return PayaraServer.start(data, environment, Resources.file("finest-logs-server.asadmin"));
        }
        return Server.start(
                data,
                environment,
                "--",
                "--postbootcommandfile",
                Resources.file(logs + ".asadmin"),
                "--secretsdir",
                Server.emptySecrets(data).toString(),
                "--deploy",
                HostWar.orders().toString(),
                "--deploy",
                HostWar.shop().toString());
    }
}
