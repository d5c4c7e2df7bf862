package io.chatelaine.database;

/** The one SQL expression that differs: the database's own clock, in UTC, whatever zone its session is in. */
public enum SqlDialect {
    H2("DATEADD(MICROSECOND, CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(6)) * 1000000 AS BIGINT),"
            + " TIMESTAMP '1970-01-01 00:00:00')"),
    MYSQL("UTC_TIMESTAMP(6)");

    private final String now;

    SqlDialect(String now) {
        this.now = now;
    }

    /** The expression, of type {@code DATETIME(6)}. */
    public String now() {
        return now;
    }
}
