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

/** Flyway's own table, before Flyway looks at it. */
final class MigrationHistory {
    static final String TABLE = "flyway_schema_history";

    private static final System.Logger LOG = System.getLogger(MigrationHistory.class.getName());

    private final DataSource dataSource;

    MigrationHistory(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @throws SchemaFailure if there are tables, and nothing says which migrations have made them */
    void require() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Set<String> tables = new DatabaseCatalog(connection).tables();
            // Another node that starts for the first time makes this table first: it is looked for last.
            if (!tables.isEmpty() && !new DatabaseCatalog(connection).tables().contains(TABLE)) {
                throw new SchemaFailure("it holds tables (" + String.join(", ", tables) + ") but no " + TABLE
                        + ", which says what made them. Nothing was changed. If they are Chatelaine's, restore " + TABLE
                        + " from the same backup as they; if not, give Chatelaine an empty database of its own");
            }
        }
    }

    /**
     * Forgets that migrations have failed, so that they are tried again. Flyway's repair would do so as well, and besides
     * take over the checksums of files that were changed.
     */
    void forgetFailures(List<MigrationInfo> all) throws SQLException {
        for (MigrationInfo migration : all) {
            if (migration.getState() == MigrationState.FAILED) {
                LOG.log(Level.WARNING, "The migration {0} has failed before and is tried again", migration.getScript());
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
