package io.chatelaine.persistence.migration;

import io.chatelaine.persistence.migration.DatabaseCatalog.Index;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The change that a statement of a migration makes, with a check in the database whether it is done. */
sealed interface MigrationStep {
    /** Returns whether the change is done: to run the statement again would fail or change nothing. */
    boolean isDone(DatabaseCatalog catalog) throws SQLException;

    /** Returns whether a done change proves that this statement ran. */
    default boolean leavesTrace() {
        return true;
    }

    /** {@code CREATE TABLE} with its columns. */
    record NewTable(String table, List<String> columns) implements MigrationStep {
        @Override
        public boolean isDone(DatabaseCatalog catalog) throws SQLException {
            return catalog.columns(table).containsAll(columns);
        }
    }

    /** {@code ALTER TABLE … ADD COLUMN}. */
    record NewColumn(String table, String column) implements MigrationStep {
        @Override
        public boolean isDone(DatabaseCatalog catalog) throws SQLException {
            return catalog.columns(table).contains(column);
        }
    }

    /** {@code ALTER TABLE … MODIFY} that makes a text column longer. */
    record WiderColumn(String table, String column, long length) implements MigrationStep {
        @Override
        public boolean isDone(DatabaseCatalog catalog) throws SQLException {
            return catalog.textLength(table, column) >= length;
        }
    }

    /** {@code CREATE INDEX}; not done if the index of that name has other columns. */
    record NewIndex(String table, String name, Index index) implements MigrationStep {
        @Override
        public boolean isDone(DatabaseCatalog catalog) throws SQLException {
            return catalog.index(table, name).equals(Optional.of(index));
        }
    }

    /** {@code DROP INDEX … ON …}. */
    record NoIndex(String table, String name) implements MigrationStep {
        @Override
        public boolean isDone(DatabaseCatalog catalog) throws SQLException {
            return catalog.index(table, name).isEmpty();
        }

        @Override
        public boolean leavesTrace() {
            return false;
        }
    }

    /**
     * {@code INSERT} of one row, identified by its first column; done if the row exists, whatever its other columns.
     */
    record NewRow(String table, String column, String value) implements MigrationStep {
        @Override
        public boolean isDone(DatabaseCatalog catalog) throws SQLException {
            return catalog.count(table + " WHERE " + column + " = " + value) > 0;
        }

        @Override
        public boolean leavesTrace() {
            return false;
        }
    }

    /** An idempotent {@code UPDATE} or {@code INSERT IGNORE}. */
    record Repeatable() implements MigrationStep {
        @Override
        public boolean isDone(DatabaseCatalog catalog) {
            return false;
        }

        @Override
        public boolean leavesTrace() {
            return false;
        }
    }
}
