package io.chatelaine.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The database's clock, which decides expiry; the clock of a node never does. */
@Singleton
public class DatabaseClock {
    private final DataSource dataSource;
    private volatile @Nullable SqlDialect dialect;

    @Inject
    public DatabaseClock(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Returns the SQL expression for the current time. */
    public String sql() {
        return dialect().now();
    }

    /** Returns the SQL dialect of the database, which is read once. */
    public SqlDialect dialect() {
        SqlDialect known = dialect;
        if (known == null) {
            known = find();
            dialect = known;
        }
        return known;
    }

    /** Reads the current time of the database, in the caller's transaction if there is one. */
    public Instant now() {
        String query = "SELECT " + sql();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        }
    }

    /** Returns whether the database answers within the time limit. */
    public boolean answers() {
        try (TimeLimitedConnection connection = TimeLimitedConnection.of(dataSource);
                PreparedStatement statement = connection.prepare("SELECT " + sql());
                ResultSet row = statement.executeQuery()) {
            return row.next();
        } catch (SQLException | DatabaseUnavailableException e) {
            return false;
        }
    }

    private SqlDialect find() {
        try (Connection connection = dataSource.getConnection()) {
            return SqlDialect.of(connection);
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        }
    }
}
