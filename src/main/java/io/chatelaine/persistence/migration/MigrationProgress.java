package io.chatelaine.persistence.migration;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;

/** The progress of a run of the migrations, for the message of its failure. */
public final class MigrationProgress {
    private @Nullable MigrationInfo migration;
    private @Nullable String statement;
    private boolean resumed;

    void begin(MigrationInfo begun) {
        migration = begun;
        statement = null;
        resumed = false;
    }

    void resume() {
        resumed = true;
    }

    /** Returns whether a part of the migration was done before it began. */
    boolean resumed() {
        return resumed;
    }

    void send(String sql) {
        statement = sql;
    }

    /** Returns a failure that names the failed statement, the cause and the remedy. */
    SchemaFailure refusal(FlywayException failure) {
        if (failure instanceof FlywayValidateException) {
            return new SchemaFailure(
                    "the migrations of this WAR differ from those that made the tables. Nothing was changed. Start the"
                            + " WAR that made them, or a newer one, and do not edit " + MigrationHistory.TABLE
                            + ". Flyway says: " + oneLine(failure.getMessage()),
                    failure);
        }
        if (migration == null || statement == null) {
            return new SchemaFailure(oneLine(failure.getMessage()), failure);
        }
        return new SchemaFailure(
                "the migration to version " + migration.getVersion() + " (" + migration.getScript()
                        + ") failed at the statement \"" + oneLine(MigrationScript.withoutComments(statement))
                        + "\": " + cause(failure)
                        + ". No data is lost, and the statements before it are done. Fix the cause and start again:"
                        + " the migration continues with this statement",
                failure);
    }

    private static String cause(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof SQLException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return oneLine(cause.getMessage()).replaceFirst("[.!]$", "");
    }

    public static String oneLine(@Nullable String text) {
        return text == null ? "" : text.strip().replaceAll("\\s+", " ");
    }
}
