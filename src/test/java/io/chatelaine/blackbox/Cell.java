package io.chatelaine.blackbox;

import io.chatelaine.testing.MySql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** On which server and which database the suite runs: {@code -Dchatelaine.cell=wildfly-mysql}. */
enum Cell {
    PAYARA_H2,
    PAYARA_MYSQL,
    PAYARA_SERVER_H2,
    PAYARA_SERVER_MYSQL,
    WILDFLY_H2,
    WILDFLY_MYSQL;

    private static @Nullable String database;

    /** The one of this run. */
    static Cell current() {
        return valueOf(System.getProperty("chatelaine.cell", "payara-h2")
                .replace('-', '_')
                .toUpperCase(Locale.ROOT));
    }

    boolean onMySql() {
        return this == PAYARA_MYSQL || this == PAYARA_SERVER_MYSQL || this == WILDFLY_MYSQL;
    }

    boolean onMicro() {
        return this == PAYARA_H2 || this == PAYARA_MYSQL;
    }

    boolean onWildFly() {
        return this == WILDFLY_H2 || this == WILDFLY_MYSQL;
    }

    /** What a server needs to be told to run on a new database of that kind. */
    synchronized Map<String, String> database() {
        if (!onMySql()) {
            return Map.of();
        }
        String made = MySql.shared().create();
        database = made;
        return Map.of(
                "CHATELAINE_DB_URL", MySql.shared().url(made),
                "CHATELAINE_DB_USER", made,
                "CHATELAINE_DB_PASSWORD", made);
    }

    /**
     * Whether server and driver log all that they can. Each of them does in one cell at least; in the others they are quiet,
     * and so much quicker.
     */
    boolean logsAll() {
        return this != PAYARA_MYSQL && this != WILDFLY_H2;
    }

    /** The same, and that its driver logs all that it sends, where all is logged. */
    Map<String, String> loggedDatabase() {
        Map<String, String> told = new HashMap<>(database());
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

    /** Of the MySQL database of {@link #database}. */
    synchronized String databaseName() {
        return Objects.requireNonNull(database);
    }

    /** A connection to that database, of its user. */
    Connection connect() throws SQLException {
        String name = databaseName();
        return DriverManager.getConnection(MySql.shared().url(name), name, name);
    }

    /** A server on that database, with the example application beside Chatelaine. */
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
