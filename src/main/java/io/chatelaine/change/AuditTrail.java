package io.chatelaine.change;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads the audit, newest first. Nothing is ever changed or taken away in it. */
@Singleton
public class AuditTrail {
    private static final String COLUMNS = "SELECT x.id, x.happened_at, x.account_id,"
            + " (SELECT a.slug FROM account a WHERE a.id = x.account_id), x.actor, x.action, x.object_id, x.address,"
            + " x.request_id, x.refusal, x.note, x.asked, x.occurrences FROM audit x WHERE 1 = 1";
    private static final String OF_TEST_KEYS =
            " AND EXISTS (SELECT 1 FROM api_key k WHERE k.id = x.object_id AND k.environment = 'test')";

    private final DataSource dataSource;

    @Inject
    public AuditTrail(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The newest that fit.
     *
     * @param after the row that the list goes on behind; null for its beginning
     */
    public List<AuditEntry> list(AuditQuery query, @Nullable AuditEntry after, int limit) {
        Sql sql = new Sql(query);
        if (after != null) {
            String at = UtcText.of(after.happenedAt());
            sql.and("(x.happened_at < ? OR x.happened_at = ? AND x.id < ?)", at, at, after.id());
        }
        return read(sql.text + " ORDER BY x.happened_at DESC, x.id DESC LIMIT " + limit, sql.values);
    }

    /** The row of that id, if the query would list it. */
    public Optional<AuditEntry> find(AuditQuery query, String id) {
        Sql sql = new Sql(query);
        sql.and("x.id = ?", id);
        return read(sql.text.toString(), sql.values).stream().findFirst();
    }

    private static final class Sql {
        private final StringBuilder text = new StringBuilder(COLUMNS);
        private final List<String> values = new ArrayList<>();

        Sql(AuditQuery query) {
            and("x.account_id = ?", query.accountId());
            and("x.request_id = ?", query.requestId());
            and("x.object_id = ?", query.objectId());
            and("x.action = ?", query.action());
            if (query.testKeysOnly()) {
                text.append(OF_TEST_KEYS);
            }
        }

        private void and(String condition, @Nullable String... given) {
            for (String value : given) {
                if (value == null) {
                    return;
                }
                values.add(value);
            }
            text.append(" AND ").append(condition);
        }
    }

    private List<AuditEntry> read(String sql, List<String> values) {
        try (PromptConnection connection = PromptConnection.of(dataSource);
                PreparedStatement statement = connection.prepare(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            List<AuditEntry> entries = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    entries.add(entry(row));
                }
            }
            return entries;
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        }
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getString(1),
                instant(row),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getLong(13));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
