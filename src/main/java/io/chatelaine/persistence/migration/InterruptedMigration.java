package io.chatelaine.persistence.migration;

import io.chatelaine.persistence.migration.MigrationStep.NewRow;
import io.chatelaine.persistence.migration.MigrationStep.NewTable;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Checks the database before each migration, under Flyway's lock. If a part of the migration is done already, a kill
 * has interrupted it, and the rest follows. If tables have rows or later migrations have begun, the history does not
 * belong to these tables, and the start is refused before anything is changed.
 */
final class InterruptedMigration extends BaseCallback {
    private static final System.Logger LOG = System.getLogger(InterruptedMigration.class.getName());

    private final List<MigrationInfo> all;
    private final Map<String, String> placeholders;
    private final MigrationProgress progress;

    InterruptedMigration(List<MigrationInfo> all, Map<String, String> placeholders, MigrationProgress progress) {
        this.all = all;
        this.placeholders = placeholders;
        this.progress = progress;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
        MigrationInfo migration = context.getMigrationInfo();
        progress.begin(migration);
        try {
            InterruptedCopy.finish(context.getConnection());
            require(migration, new DatabaseCatalog(context.getConnection()));
        } catch (SQLException e) {
            throw new SchemaFailure(MigrationProgress.oneLine(e.getMessage()), e);
        }
    }

    private void require(MigrationInfo migration, DatabaseCatalog catalog) throws SQLException {
        List<MigrationStep> steps = steps(migration);
        List<MigrationStep> done = traces(steps, catalog);
        if (done.isEmpty()) {
            return;
        }
        Optional<String> flaw = rows(steps, done, catalog).or(() -> later(migration, catalog));
        if (flaw.isPresent()) {
            throw new SchemaFailure("its flyway_schema_history ends before version " + migration.getVersion() + ", but "
                    + flaw.get()
                    + ": the history does not belong to these tables. Nothing was changed. Restore all tables,"
                    + " flyway_schema_history included, from one backup");
        }
        progress.resume();
        LOG.log(
                Level.WARNING,
                "The migration to version {0} was interrupted and continues: {1} of its {2} statements are done",
                migration.getVersion(),
                done.size(),
                steps.size());
    }

    private List<MigrationStep> steps(MigrationInfo migration) {
        return MigrationScript.read(migration.getScript(), placeholders).steps();
    }

    private static List<MigrationStep> traces(List<MigrationStep> steps, DatabaseCatalog catalog) throws SQLException {
        List<MigrationStep> done = new ArrayList<>();
        for (MigrationStep step : steps) {
            if (step.leavesTrace() && step.isDone(catalog)) {
                done.add(step);
            }
        }
        return done;
    }

    /** Returns an error if a table of this migration has more rows than it inserts: a server has used it. */
    private static Optional<String> rows(List<MigrationStep> steps, List<MigrationStep> done, DatabaseCatalog catalog)
            throws SQLException {
        for (MigrationStep step : done) {
            if (step instanceof NewTable made && catalog.count(made.table()) > inserted(steps, made.table())) {
                return Optional.of("its table " + made.table() + " has rows");
            }
        }
        return Optional.empty();
    }

    private static long inserted(List<MigrationStep> steps, String table) {
        return steps.stream()
                .filter(step -> step instanceof NewRow row && row.table().equals(table))
                .count();
    }

    private Optional<String> later(MigrationInfo migration, DatabaseCatalog catalog) {
        try {
            for (MigrationInfo other : all) {
                if (other.getVersion().compareTo(migration.getVersion()) > 0
                        && !traces(steps(other), catalog).isEmpty()) {
                    return Optional.of("version " + other.getVersion() + " has begun");
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            throw new SchemaFailure(MigrationProgress.oneLine(e.getMessage()), e);
        }
    }
}
