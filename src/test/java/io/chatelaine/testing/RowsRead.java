package io.chatelaine.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Counts the rows that a database reads for a statement: a cost that does not depend on the machine's load. */
public final class RowsRead {
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    private RowsRead() {}

    /** Returns the reads of rows and of index entries. */
    public static long by(Connection connection, String sql, List<String> values) throws SQLException {
        return System.getProperty("chatelaine.database", "h2").equals("mysql")
                ? mySql(connection, sql, values)
                : h2(connection, sql, values);
    }

    private static long h2(Connection connection, String sql, List<String> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("EXPLAIN ANALYZE " + sql)) {
            bind(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return SCANNED.matcher(row.getString(1))
                        .results()
                        .map(MatchResult::group)
                        .mapToLong(text -> Long.parseLong(text.replaceAll("\\D", "")))
                        .sum();
            }
        }
    }

    private static long mySql(Connection connection, String sql, List<String> values) throws SQLException {
        try (Statement flush = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            flush.execute("FLUSH STATUS");
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    rows.getString(1);
                }
            }
            try (ResultSet counts = flush.executeQuery("SHOW SESSION STATUS LIKE 'Handler_read%'")) {
                long read = 0;
                while (counts.next()) {
                    read += counts.getLong(2);
                }
                return read;
            }
        }
    }

    private static void bind(PreparedStatement statement, List<String> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setString(i + 1, values.get(i));
        }
    }
}
