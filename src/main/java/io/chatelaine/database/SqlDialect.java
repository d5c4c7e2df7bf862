package io.chatelaine.database;

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

    /** Returns the expression, of type {@code DATETIME(6)}. */
    public String now() {
        return now;
    }
}
