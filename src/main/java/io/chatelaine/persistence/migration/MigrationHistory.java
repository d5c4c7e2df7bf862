package io.chatelaine.persistence.migration;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Checks of Flyway's history table before Flyway reads it. */
final class MigrationHistory {
    static final String TABLE = "flyway_schema_history";

    private static final System.Logger LOG = System.getLogger(MigrationHistory.class.getName());

    private final DataSource dataSource;

    MigrationHistory(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @throws SchemaFailure if there are tables without a history */
    void require() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Set<String> tables = new DatabaseCatalog(connection).tables();
            // Another node that starts for the first time creates the history table first, so this is read last.
            if (!tables.isEmpty() && !new DatabaseCatalog(connection).tables().contains(TABLE)) {
                throw new SchemaFailure("it has tables (" + String.join(", ", tables) + ") but no " + TABLE
                        + ", which records their migrations. Nothing was changed. If they are Chatelaine's, restore "
                        + TABLE + " from the same backup; if not, give Chatelaine an empty database");
            }
        }
    }

    /**
     * Deletes the records of failed migrations, so that they are tried again. Flyway's repair would also adopt the
     * checksums of changed files.
     */
    void forgetFailures(List<MigrationInfo> all) throws SQLException {
        for (MigrationInfo migration : all) {
            if (migration.getState() == MigrationState.FAILED) {
                LOG.log(Level.WARNING, "The migration {0} failed earlier and is tried again", migration.getScript());
                forget(migration.getInstalledRank());
            }
        }
    }

    private void forget(int rank) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            String quote = connection.getMetaData().getIdentifierQuoteString();
            String sql = "DELETE FROM " + quote + TABLE + quote + " WHERE " + quote + "installed_rank" + quote
                    + " = ? AND " + quote + "success" + quote + " = FALSE";
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setInt(1, rank);
                delete.executeUpdate();
            }
        }
    }
}
