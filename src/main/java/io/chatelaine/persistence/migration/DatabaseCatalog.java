package io.chatelaine.persistence.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tables, columns and indexes of a connection's schema, with names in lower case, read on first use. */
final class DatabaseCatalog {
    private static final String COLUMNS =
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = ?";

    private static final String LENGTH = "SELECT character_maximum_length FROM information_schema.columns"
            + " WHERE table_schema = ? AND LOWER(table_name) = ? AND LOWER(column_name) = ?";

    private final Connection connection;
    private @Nullable SortedMap<String, Set<String>> columns;

    DatabaseCatalog(Connection connection) {
        this.connection = connection;
    }

    /** An index with its columns in order; {@code desc} follows the name of a descending column. */
    record Index(boolean unique, List<String> columns) {}

    Set<String> tables() throws SQLException {
        return all().keySet();
    }

    /** Returns the names of the columns; empty if the table does not exist. */
    Set<String> columns(String table) throws SQLException {
        return all().getOrDefault(table, Set.of());
    }

    private Map<String, Set<String>> all() throws SQLException {
        SortedMap<String, Set<String>> found = columns;
        if (found == null) {
            found = read();
            columns = found;
        }
        return found;
    }

    private SortedMap<String, Set<String>> read() throws SQLException {
        SortedMap<String, Set<String>> found = new TreeMap<>();
        String schema = connection.getSchema();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            // MySQL has databases instead of schemas; JDBC calls them catalogs.
            statement.setString(1, schema == null ? connection.getCatalog() : schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(lower(row.getString(1)), table -> new TreeSet<>())
                            .add(lower(row.getString(2)));
                }
            }
        }
        return found;
    }

    /** Returns the maximum length of a text column in characters; 0 if it does not exist. */
    long textLength(String table, String column) throws SQLException {
        String schema = connection.getSchema();
        try (PreparedStatement statement = connection.prepareStatement(LENGTH)) {
            statement.setString(1, schema == null ? connection.getCatalog() : schema);
            statement.setString(2, table);
            statement.setString(3, column);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    Optional<Index> index(String table, String name) throws SQLException {
        if (!tables().contains(table)) {
            return Optional.empty();
        }
        SortedMap<Short, String> found = new TreeMap<>();
        boolean unique = false;
        try (ResultSet row = connection
                .getMetaData()
                .getIndexInfo(connection.getCatalog(), connection.getSchema(), stored(table), false, true)) {
            while (row.next()) {
                if (name.equalsIgnoreCase(row.getString("INDEX_NAME"))) {
                    unique = !row.getBoolean("NON_UNIQUE");
                    String order = "D".equals(row.getString("ASC_OR_DESC")) ? " desc" : "";
                    found.put(row.getShort("ORDINAL_POSITION"), lower(row.getString("COLUMN_NAME")) + order);
                }
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(new Index(unique, List.copyOf(found.values())));
    }

    /** Returns the name in the case in which the database stores unquoted names. */
    private String stored(String table) throws SQLException {
        return connection.getMetaData().storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
    }

    /**
     * Counts rows.
     *
     * @param rows a table, optionally with a WHERE clause
     */
    long count(String rows) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + rows)) {
            row.next();
            return row.getLong(1);
        }
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
