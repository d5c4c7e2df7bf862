package io.chatelaine.audit;

import io.chatelaine.database.DatabaseTime;
import io.chatelaine.database.JdbcTransaction;
import io.chatelaine.key.PublicId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writes refusals to the audit, in a transaction separate from any request. */
@Singleton
public class RefusalTable {
    /** The audit action of a refused request. */
    static final String REFUSED = "request.refused";

    private static final int LONGEST = 250;
    private static final String INSERT = "INSERT IGNORE INTO refusal"
            + " (id, happened_at, account_id, object_id, address, request_id, reason, note, asked, occurrences)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final DataSource dataSource;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public RefusalTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    RefusalEntry of(RefusedRequest refused, Instant happenedAt) {
        return new RefusalEntry(
                PublicId.ofAudit(random),
                happenedAt,
                refused.keyId(),
                refused.accountId(),
                refused.reason(),
                cut(refused.value()),
                cut(refused.asked()),
                refused.address(),
                refused.requestId(),
                1);
    }

    /**
     * Returns a row that counts refusals of a minute.
     *
     * @param objectId the key, or the account if its keys are counted together
     * @param happenedAt start of the minute
     */
    RefusalEntry ofRest(String objectId, String accountId, String reason, long occurrences, Instant happenedAt) {
        return new RefusalEntry(
                PublicId.ofAudit(random), happenedAt, objectId, accountId, reason, null, null, null, null, occurrences);
    }

    /**
     * Writes the rows and skips each whose data the database rejects, so that it does not block the others.
     *
     * @return the number of skipped rows
     */
    int insert(List<RefusalEntry> rows) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        try {
            insertAll(rows);
            return 0;
        } catch (SQLException e) {
            if (!isForItsData(e)) {
                throw e;
            }
            return insertEach(rows);
        }
    }

    private int insertEach(List<RefusalEntry> rows) throws SQLException {
        int left = 0;
        for (RefusalEntry row : rows) {
            try {
                insertAll(List.of(row));
            } catch (SQLException e) {
                if (!isForItsData(e)) {
                    throw e;
                }
                left++;
            }
        }
        return left;
    }

    private static boolean isForItsData(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.startsWith("22");
    }

    private void insertAll(List<RefusalEntry> rows) throws SQLException {
        JdbcTransaction.run(dataSource, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                for (RefusalEntry row : rows) {
                    bind(statement, row);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        });
    }

    private static void bind(PreparedStatement statement, RefusalEntry row) throws SQLException {
        statement.setString(1, row.id());
        statement.setString(2, DatabaseTime.of(row.happenedAt()));
        statement.setString(3, row.accountId());
        statement.setString(4, row.objectId());
        statement.setString(5, row.address());
        statement.setString(6, row.requestId());
        statement.setString(7, row.reason());
        statement.setString(8, row.note());
        statement.setString(9, row.asked());
        statement.setLong(10, row.occurrences());
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.codePointCount(0, text.length()) <= LONGEST
                ? text
                // MySQL rejects a batch with an unpaired surrogate.
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + '…';
    }
}
