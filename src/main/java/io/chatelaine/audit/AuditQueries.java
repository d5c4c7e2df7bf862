package io.chatelaine.audit;

import io.chatelaine.audit.AuditSelect.Table;
import io.chatelaine.database.DatabaseUnavailableException;
import io.chatelaine.database.Statements;
import io.chatelaine.database.TimeLimitedConnection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the audit as one list of changes and refusals, newest first. A page reads at most {@value #SHARE} rows of one
 * index in each table, whatever the size of the table.
 */
@Singleton
public class AuditQueries {
    static final int SHARE = 1_000;

    private final DataSource dataSource;

    @Inject
    public AuditQueries(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Reads the newest entries that match.
     *
     * @param after the last entry of the previous page; null if the first page is wanted
     */
    public AuditPage list(AuditQuery query, @Nullable AuditEntry after, int limit) {
        int share = isServedByIndex(query) ? limit + 1 : SHARE;
        // Changes first: if the sweep moves a refusal between the two reads, it is read twice and never missed.
        List<AuditRow> changes = read(AuditSelect.page(Table.CHANGES, query, after), share);
        List<AuditRow> refusals =
                mayBeRefused(query) ? read(AuditSelect.page(Table.REFUSALS, query, after), share) : List.of();
        if (Stream.concat(changes.stream(), refusals.stream()).anyMatch(row -> !row.isOf(query.accountId()))) {
            // An object has one account. This one belongs to another account: the answer is that of an unknown object.
            return new AuditPage(List.of(), null);
        }
        return page(query, limit, merged(changes, refusals), horizon(changes, refusals, share));
    }

    /** Returns whether the index serves every condition, so that {@link AuditRow#fits} has nothing to filter. */
    private static boolean isServedByIndex(AuditQuery query) {
        boolean one = query.requestId() == null
                ? query.objectId() == null || query.action() == null
                : query.objectId() == null && query.action() == null;
        return one && !query.testKeysOnly();
    }

    private static boolean mayBeRefused(AuditQuery query) {
        return query.action() == null || query.action().equals(RefusalTable.REFUSED);
    }

    private static List<AuditRow> merged(List<AuditRow> changes, List<AuditRow> refusals) {
        Set<String> seen = new HashSet<>();
        return Stream.concat(changes.stream(), refusals.stream())
                .sorted(AuditRow.NEWEST_FIRST)
                .filter(row -> seen.add(row.entry().id()))
                .toList();
    }

    /** Returns the row after which a table may have unread rows; null if both tables were read to the end. */
    private static @Nullable AuditRow horizon(List<AuditRow> changes, List<AuditRow> refusals, int share) {
        return Stream.of(changes, refusals)
                .filter(rows -> rows.size() == share)
                .map(rows -> rows.get(share - 1))
                .min(AuditRow.NEWEST_FIRST)
                .orElse(null);
    }

    private static AuditPage page(AuditQuery query, int limit, List<AuditRow> rows, @Nullable AuditRow horizon) {
        List<AuditEntry> entries = new ArrayList<>();
        for (AuditRow row : rows) {
            if (horizon != null && AuditRow.NEWEST_FIRST.compare(row, horizon) > 0) {
                break;
            }
            if (row.fits(query)) {
                if (entries.size() == limit) {
                    return new AuditPage(entries, entries.get(limit - 1).id());
                }
                entries.add(row.entry());
            }
        }
        return new AuditPage(entries, horizon == null ? null : horizon.entry().id());
    }

    /** Returns the entry of an id if the caller may see its account. */
    public Optional<AuditEntry> find(AuditQuery query, String id) {
        return Stream.of(Table.values())
                .flatMap(table -> read(AuditSelect.row(table, query, id), 1).stream())
                .filter(row -> row.isOf(query.accountId()))
                .findFirst()
                .map(AuditRow::entry);
    }

    private List<AuditRow> read(AuditSelect select, int rows) {
        try (TimeLimitedConnection connection = TimeLimitedConnection.of(dataSource);
                PreparedStatement statement = connection.prepare(select.sql(rows))) {
            Statements.bind(statement, select.values());
            List<AuditRow> read = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    read.add(AuditRow.read(row));
                }
            }
            return read;
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        }
    }
}
