package io.chatelaine.persistence.migration;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;

/** How far a run of the migrations is, for the words of its failure. */
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

    /** Whether a part of the migration was there before it began. */
    boolean resumed() {
        return resumed;
    }

    void send(String sql) {
        statement = sql;
    }

    /** Says where the run has stopped, why, and what to do. */
    SchemaFailure refusal(FlywayException failure) {
        if (failure instanceof FlywayValidateException) {
            return new SchemaFailure(
                    "the migrations of this WAR are not those that have made its tables. Nothing was changed. Start the"
                            + " WAR that has made them, or a newer one, and change nothing in " + MigrationHistory.TABLE
                            + ". Flyway says: " + oneLine(failure.getMessage()),
                    failure);
        }
        if (migration == null || statement == null) {
            return new SchemaFailure(oneLine(failure.getMessage()), failure);
        }
        return new SchemaFailure(
                "the migration to version " + migration.getVersion() + " (" + migration.getScript()
                        + ") has stopped at its statement \"" + oneLine(MigrationScript.withoutComments(statement))
                        + "\": " + cause(failure)
                        + ". Nothing is lost, and what it has done before stays. Mend the cause and start again:"
                        + " the migration then goes on from this statement",
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
