package io.chatelaine.usage;

import io.chatelaine.database.DatabaseTime;
import io.chatelaine.database.DatabaseUnavailableException;
import io.chatelaine.database.Statements;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads the use of keys that all nodes have written, some seconds late. The caller checks whose keys they are. */
@Singleton
public class UsageQueries {
    private final DataSource dataSource;

    @Inject
    public UsageQueries(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Reads the last use of each key in one query; a key that was never used has no entry. */
    public Map<String, LastUse> lastUses(Collection<String> keyIds) {
        if (keyIds.isEmpty()) {
            return Map.of();
        }
        String query = "SELECT key_id, last_used_at, address, user_agent FROM key_use WHERE key_id IN ("
                + String.join(", ", Collections.nCopies(keyIds.size(), "?")) + ')';
        Map<String, LastUse> uses = new HashMap<>();
        ask(query, List.copyOf(keyIds), row -> {
            LastUse use = new LastUse(time(row, 2), row.getString(3), row.getString(4));
            uses.put(row.getString(1), use);
        });
        return uses;
    }

    /** Reads the last use of a key; null if it was never used. */
    public @Nullable LastUse lastUse(String keyId) {
        return lastUses(List.of(keyId)).get(keyId);
    }

    /** Reads the counts of a key by hour, the earliest first. */
    public List<HourCount> hours(String keyId, Instant from, Instant to) {
        List<HourCount> counts = new ArrayList<>();
        ask(
                "SELECT hour_at, outcome, n FROM usage_hour WHERE key_id = ? AND hour_at >= ? AND hour_at < ?"
                        + " ORDER BY key_id, hour_at, outcome",
                List.of(keyId, DatabaseTime.of(from), DatabaseTime.of(to)),
                row -> counts.add(new HourCount(time(row, 1), row.getString(2), row.getLong(3))));
        return counts;
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void ask(String query, List<String> values, Row each) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            Statements.bind(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    each.read(row);
                }
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        }
    }
}
