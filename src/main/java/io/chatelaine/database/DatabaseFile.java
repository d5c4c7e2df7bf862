package io.chatelaine.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The file of an embedded H2 database, and its size. */
@Singleton
public class DatabaseFile {
    private final DataSource dataSource;
    private volatile boolean found;
    private volatile @Nullable Path file;

    @Inject
    public DatabaseFile(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Reads the size; empty if the database is not in a file, or if reading fails now. */
    public OptionalLong bytes() {
        try {
            if (!found) {
                try (Connection connection = dataSource.getConnection()) {
                    file = find(connection);
                }
                found = true;
            }
            Path path = file;
            return path == null ? OptionalLong.empty() : OptionalLong.of(Files.size(path));
        } catch (SQLException | IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Returns the file of an embedded H2; null if the database is not H2, or is in memory. */
    public static @Nullable Path find(Connection connection) throws SQLException {
        Path database = SqlDialect.of(connection) == SqlDialect.H2 ? path(connection) : null;
        return database == null ? null : Path.of(database + ".mv.db");
    }

    /** Returns the path of an H2 database: its file without the extension; null if it is in memory. */
    public static @Nullable Path path(Connection h2) throws SQLException {
        try (Statement statement = h2.createStatement();
                ResultSet row = statement.executeQuery("SELECT DATABASE_PATH()")) {
            String path = row.next() ? row.getString(1) : null;
            return path == null ? null : Path.of(path);
        }
    }
}
