package io.chatelaine.change;

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

/** The file of an embedded H2, and its size. */
@Singleton
public class DatabaseFile {
    private final DataSource dataSource;
    private volatile boolean found;
    private volatile @Nullable Path file;

    @Inject
    public DatabaseFile(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Reads the size; empty for another database, and if it cannot be found out now. */
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

    /** Tells where an embedded H2 keeps its file; null for another database, and for one in memory. */
    public static @Nullable Path find(Connection connection) throws SQLException {
        if (!connection.getMetaData().getURL().startsWith("jdbc:h2:")) {
            return null;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT DATABASE_PATH()")) {
            String path = row.next() ? row.getString(1) : null;
            return path == null ? null : Path.of(path + ".mv.db");
        }
    }
}
