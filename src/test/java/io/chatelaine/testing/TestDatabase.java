package io.chatelaine.testing;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A database for a test: on H2 in a file, or on MySQL if {@code chatelaine.database} says so. */
public record TestDatabase(String url) {
    static final String H2_OPTIONS =
            ";WRITE_DELAY=0;LOCK_TIMEOUT=1000;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;TRACE_LEVEL_FILE=0";

    public static boolean isMySql() {
        return System.getProperty("chatelaine.database", "h2").equals("mysql");
    }

    /** Creates a database without tables. */
    public static TestDatabase empty(Path folder) {
        String h2 = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("keys") + H2_OPTIONS;
        return new TestDatabase(
                isMySql() ? MySql.shared().administratorsUrl(MySql.shared().create()) : h2);
    }

    /** Creates the database of an earlier version, from that version's dump file. */
    public static TestDatabase dumped(Path folder, String version) throws SQLException {
        TestDatabase database = empty(folder);
        try {
            if (isMySql()) {
                database.execute(text("dumps/mysql-" + version + ".sql").lines().toArray(String[]::new));
            } else {
                try (InputStream file = new GZIPInputStream(resource("dumps/h2-" + version + ".mv.db.gz"))) {
                    Files.copy(file, folder.resolve("keys.mv.db"));
                }
            }
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the keys of {@link #dumped}, one a line: its state, a space, the key. */
    public static List<String> dumpedKeys(String version) throws IOException {
        return text("dumps/" + (isMySql() ? "mysql-" : "h2-") + version + ".keys")
                .lines()
                .toList();
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(TestDatabase.class.getClassLoader().getResourceAsStream(name), name);
    }

    private static String text(String name) throws IOException {
        try (InputStream file = resource(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public DataSource source() {
        if (url.startsWith("jdbc:mysql:")) {
            MysqlDataSource mysql = new MysqlDataSource();
            mysql.setUrl(url);
            return mysql;
        }
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL(url);
        h2.setUser("sa");
        h2.setPassword("sa");
        return h2;
    }

    public void execute(String... statements) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                if (!sql.startsWith("--")) {
                    statement.execute(sql);
                }
            }
        }
    }

    /** Returns the rows of a query, with a bar between columns. */
    public List<String> rows(String query) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                StringJoiner columns = new StringJoiner("|");
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
                rows.add(columns.toString());
            }
            return rows;
        }
    }

    /** Returns the catalogue's description of its tables, columns and indexes, without Flyway's. */
    public List<String> shape() throws SQLException {
        List<String> shape = new ArrayList<>();
        try (Connection connection = source().getConnection()) {
            var metadata = connection.getMetaData();
            List<String> tables = new ArrayList<>();
            try (ResultSet row = metadata.getTables(connection.getCatalog(), connection.getSchema(), null, null)) {
                while (row.next()) {
                    tables.add(row.getString("TABLE_NAME"));
                }
            }
            tables.remove("flyway_schema_history");
            for (String table : tables) {
                String escaped = table.replace("_", metadata.getSearchStringEscape() + "_");
                try (ResultSet row =
                        metadata.getColumns(connection.getCatalog(), connection.getSchema(), escaped, null)) {
                    while (row.next()) {
                        shape.add(String.join(
                                " ",
                                table,
                                row.getString("COLUMN_NAME"),
                                row.getString("TYPE_NAME"),
                                row.getString("COLUMN_SIZE"),
                                row.getString("NULLABLE"),
                                row.getString("COLUMN_DEF")));
                    }
                }
                try (ResultSet row =
                        metadata.getIndexInfo(connection.getCatalog(), connection.getSchema(), table, false, true)) {
                    while (row.next()) {
                        shape.add(String.join(
                                " ",
                                table,
                                row.getString("INDEX_NAME").replaceFirst("_[0-9A-F]+$", ""),
                                row.getString("NON_UNIQUE"),
                                row.getString("ORDINAL_POSITION"),
                                row.getString("COLUMN_NAME"),
                                row.getString("ASC_OR_DESC")));
                    }
                }
            }
        }
        return shape;
    }
}
