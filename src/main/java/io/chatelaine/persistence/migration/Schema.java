package io.chatelaine.persistence.migration;

import io.chatelaine.persistence.NoTimeoutDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Migrates the tables with the migration files, which are the same for each database. Migrations go only forward. A run
 * that is killed at any moment is finished by the next one.
 */
public final class Schema {
    private Schema() {}

    /** Runs the migrations; needs no server. */
    public static void migrate(DataSource dataSource, String url) {
        MigrationProgress progress = new MigrationProgress();
        DataSource untimed = NoTimeoutDataSource.of(dataSource);
        Map<String, String> collations = collations(url);
        FluentConfiguration configuration = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(ResumableDataSource.of(untimed, progress))
                .locations("classpath:" + MigrationScript.FOLDER)
                .placeholders(collations);
        MigrationHistory history = new MigrationHistory(untimed);
        try {
            history.require();
            List<MigrationInfo> all = List.of(configuration.load().info().all());
            history.forgetFailures(all);
            configuration
                    .callbacks(new InterruptedMigration(all, collations, progress))
                    .load()
                    .migrate();
        } catch (SQLException e) {
            throw new SchemaFailure(MigrationProgress.oneLine(e.getMessage()), e);
        } catch (FlywayException e) {
            throw refusal(e, progress);
        }
    }

    private static RuntimeException refusal(FlywayException failure, MigrationProgress progress) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SchemaFailure refusal) {
                return refusal;
            }
        }
        return progress.refusal(failure);
    }

    static Map<String, String> collations(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return Map.of("ascii", "", "exact", "");
        }
        return Map.of(
                "ascii", "CHARACTER SET ascii COLLATE ascii_bin",
                "exact", "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    }
}
