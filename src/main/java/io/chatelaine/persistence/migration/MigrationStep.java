package io.chatelaine.persistence.migration;

import io.chatelaine.persistence.migration.DatabaseCatalog.Index;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The one change that a statement of a migration makes, and how the database shows that it has been made. */
sealed interface MigrationStep {
    /** Whether the database is as the statement leaves it: to run it again would fail, or change nothing. */
    boolean isDone(DatabaseCatalog catalog) throws SQLException;

    /** Whether only this statement can have made what is there. */
    default boolean leavesTrace() {
        return true;
    }

    /** {@code CREATE TABLE}, with the columns that it names. */
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

    /** {@code ALTER TABLE … MODIFY} of a text that is to hold more characters. */
    record WiderColumn(String table, String column, long length) implements MigrationStep {
        @Override
        public boolean isDone(DatabaseCatalog catalog) throws SQLException {
            return catalog.textLength(table, column) >= length;
        }
    }

    /** {@code CREATE INDEX}; one of the same name but of other columns is not yet this one. */
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

    /** {@code INSERT} of one row, told by its first column: it is there, and is never written over. */
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

    /** {@code UPDATE} or {@code INSERT IGNORE}, written so that a second run changes nothing. */
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
