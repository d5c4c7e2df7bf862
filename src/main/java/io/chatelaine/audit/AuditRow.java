package io.chatelaine.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An entry as read from a table.
 *
 * @param environment environment of the key that the entry is about; null if not selected or if the object is not a key
 */
record AuditRow(AuditEntry entry, @Nullable String environment) {
    static final Comparator<AuditRow> NEWEST_FIRST = Comparator.comparing((AuditRow row) -> row.entry.happenedAt())
            .thenComparing(row -> row.entry.id())
            .reversed();

    static AuditRow read(ResultSet row) throws SQLException {
        AuditEntry entry = new AuditEntry(
                row.getString(1),
                row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC),
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
        return new AuditRow(entry, row.getString(14));
    }

    boolean fits(AuditQuery query) {
        return isOf(query.accountId())
                && is(query.requestId(), entry.requestId())
                && is(query.objectId(), entry.objectId())
                && is(query.action(), entry.action())
                && (!query.testKeysOnly() || "test".equals(environment));
    }

    boolean isOf(@Nullable String accountId) {
        return is(accountId, entry.accountId());
    }

    private static boolean is(@Nullable String asked, @Nullable String value) {
        return asked == null || asked.equals(value);
    }
}
