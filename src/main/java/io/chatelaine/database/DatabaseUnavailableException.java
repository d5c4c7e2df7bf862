package io.chatelaine.database;

import java.sql.SQLException;

/** The database did not answer. The client gets 503 with {@code Retry-After}. */
public final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseUnavailableException(SQLException cause) {
        super(cause);
    }
}
