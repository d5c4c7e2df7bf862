package io.chatelaine.database;

import java.sql.SQLException;

/** The database did not answer; a client is told to come again (503). */
public final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseUnavailableException(SQLException cause) {
        super(cause);
    }
}
