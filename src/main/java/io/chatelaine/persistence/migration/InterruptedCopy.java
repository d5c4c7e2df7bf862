package io.chatelaine.persistence.migration;

import io.chatelaine.database.SqlDialect;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finishes an {@code ALTER TABLE} of H2 after a kill. H2 copies the table to {@code TABLE_COPY_n_n}, drops the table,
 * renames the copy, then renames each index and constraint of the copy. Each step commits by itself. A kill before the
 * drop leaves a superfluous copy; a kill after it leaves a copy that is not renamed, and no table.
 */
final class InterruptedCopy {
    private static final System.Logger LOG = System.getLogger(InterruptedCopy.class.getName());
    private static final Pattern TABLE = Pattern.compile("(.+)_COPY_\\d+_\\d+", Pattern.CASE_INSENSITIVE);
    private static final Pattern PART = Pattern.compile("(.+)_COPY_\\d+_\\d+_(.+)", Pattern.CASE_INSENSITIVE);
    private static final String TABLES =
            "SELECT table_name FROM information_schema.tables WHERE table_schema = SCHEMA()";
    private static final String INDEXES =
            "SELECT index_name FROM information_schema.indexes WHERE table_schema = SCHEMA()";
    private static final String CONSTRAINTS = "SELECT constraint_name, table_name FROM"
            + " information_schema.table_constraints WHERE table_schema = SCHEMA()";

    private final Connection connection;

    private InterruptedCopy(Connection connection) {
        this.connection = connection;
    }

    /**
     * Drops a copy if its table exists; else renames the copy to its table. Does nothing on databases other than H2.
     *
     * @throws SchemaFailure if a table is missing and there are two copies of it
     */
    static void finish(Connection connection) throws SQLException {
        if (SqlDialect.of(connection) == SqlDialect.H2) {
            InterruptedCopy copies = new InterruptedCopy(connection);
            copies.finishTables();
            copies.finishIndexes();
            copies.finishConstraints();
        }
    }

    private void finishTables() throws SQLException {
        List<String> all = names(TABLES);
        Set<String> tables = all.stream().map(DatabaseCatalog::lower).collect(Collectors.toSet());
        for (String copy : all) {
            Matcher name = TABLE.matcher(copy);
            if (!name.matches()) {
                continue;
            }
            String table = name.group(1);
            if (tables.contains(DatabaseCatalog.lower(table))) {
                change("DROP TABLE " + quoted(copy));
                continue;
            }
            if (all.stream().filter(other -> isCopy(other, table)).count() > 1) {
                throw new SchemaFailure("its table " + table + " is missing, and there are several copies of it, for"
                        + " example " + copy + ". None of them was changed. Restore the database from a backup, or drop"
                        + " all copies but the complete one");
            }
            change("ALTER TABLE " + quoted(copy) + " RENAME TO " + quoted(table));
        }
    }

    private static boolean isCopy(String name, String table) {
        Matcher copy = TABLE.matcher(name);
        return copy.matches() && copy.group(1).equalsIgnoreCase(table);
    }

    private void finishIndexes() throws SQLException {
        for (String index : names(INDEXES)) {
            Matcher name = PART.matcher(index);
            if (name.matches()) {
                change("ALTER INDEX " + quoted(index) + " RENAME TO " + quoted(name.group(2)));
            }
        }
    }

    private void finishConstraints() throws SQLException {
        for (String[] row : rows(CONSTRAINTS)) {
            Matcher name = PART.matcher(row[0]);
            if (name.matches()) {
                change("ALTER TABLE " + quoted(row[1]) + " RENAME CONSTRAINT " + quoted(row[0]) + " TO "
                        + quoted(name.group(2)));
            }
        }
    }

    private List<String> names(String query) throws SQLException {
        return rows(query).stream().map(row -> row[0]).toList();
    }

    private List<String[]> rows(String query) throws SQLException {
        List<String[]> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String[] columns = new String[row.getMetaData().getColumnCount()];
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = row.getString(i + 1);
                }
                rows.add(columns);
            }
        }
        return rows;
    }

    private void change(String sql) throws SQLException {
        LOG.log(Level.WARNING, "Finishing an interrupted change of a table: {0}", sql);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
