package io.chatelaine.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The supported databases, with the only SQL expression that differs: the current time in UTC, in any session time
 * zone.
 */
public enum SqlDialect {
    H2("DATEADD(MICROSECOND, CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(6)) * 1000000 AS BIGINT),"
            + " TIMESTAMP '1970-01-01 00:00:00')"),
    MYSQL("UTC_TIMESTAMP(6)");

    private final String now;

    SqlDialect(String now) {
        this.now = now;
    }

    /** Returns the dialect of the database that a connection leads to. */
    public static SqlDialect of(Connection connection) throws SQLException {
        return connection.getMetaData().getURL().startsWith("jdbc:h2:") ? H2 : MYSQL;
    }

    /** Returns the expression, of type {@code DATETIME(6)}. */
    public String now() {
        return now;
    }
}
