package io.chatelaine.blackbox;

import io.chatelaine.testing.MySql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** On which server and which database the suite runs: {@code -Dchatelaine.cell=wildfly-mysql}. */
enum Cell {
    PAYARA_H2,
    PAYARA_MYSQL,
    PAYARA_SERVER_H2,
    PAYARA_SERVER_MYSQL,
    WILDFLY_H2,
    WILDFLY_MYSQL;

    private static final String DATABASE = "chatelaine";

    private static @Nullable MySql mysql;

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

    /** What a server needs to be told to run on a new database of that kind, which logs all that it is sent. */
    synchronized Map<String, String> database() {
        if (!onMySql()) {
            return Map.of("CHATELAINE_H2_OPTIONS", ";TRACE_LEVEL_SYSTEM_OUT=3");
        }
        MySql started = MySql.start();
        started.create(DATABASE);
        mysql = started;
        return Map.of(
                "CHATELAINE_DB_URL", started.url(DATABASE) + "?profileSQL=true&logger=Jdk14Logger",
                "CHATELAINE_DB_USER", DATABASE,
                "CHATELAINE_DB_PASSWORD", DATABASE);
    }

    /** A connection to the MySQL database of {@link #database}. */
    synchronized Connection connect() throws SQLException {
        MySql running = mysql;
        if (running == null) {
            throw new IllegalStateException("no MySQL in this cell");
        }
        return DriverManager.getConnection(running.url(DATABASE), DATABASE, DATABASE);
    }

    /** A server on that database that logs all that it can. */
    Server start(Path data, Map<String, String> environment) {
        if (onWildFly()) {
            return WildFly.start(data, environment, Resources.file("finest-logs.cli"));
        }
        if (!onMicro()) {
            return PayaraServer.start(data, environment, Resources.file("finest-logs-server.asadmin"));
        }
        return Server.start(data, environment, "--", "--postbootcommandfile", Resources.file("finest-logs.asadmin"));
    }
}
