package io.chatelaine.audit;

import io.chatelaine.database.DatabaseTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SELECT of a page in one table of the audit. It has only conditions that one index serves, in the order of the
 * index; {@link AuditRow#fits} checks the other ones.
 */
final class AuditSelect {
    private static final String ENVIRONMENT = "(SELECT k.environment FROM api_key k WHERE k.id = x.object_id)";
    private static final String SLUG = "(SELECT a.slug FROM account a WHERE a.id = x.account_id)";

    /** The tables of the audit. Both select the columns of {@link AuditRow#read}. */
    enum Table {
        CHANGES("audit", "audit_list", "x.actor, x.action, x.object_id, x.address, x.request_id, x.refusal"),
        REFUSALS(
                "refusal",
                "refusal",
                "x.object_id, '" + RefusalTable.REFUSED + "', x.object_id, x.address, x.request_id, x.reason");

        private final String name;
        private final String indexes;
        private final String columns;

        Table(String name, String indexes, String columns) {
            this.name = name;
            this.indexes = indexes;
            this.columns = columns;
        }
    }

    private final List<String> conditions = new ArrayList<>();
    private final List<String> order = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final List<String> filters = new ArrayList<>();
    private final Table table;
    private final boolean withEnvironment;

    private String hint = "";

    private AuditSelect(Table table, boolean withEnvironment) {
        this.table = table;
        this.withEnvironment = withEnvironment;
    }

    static AuditSelect page(Table table, AuditQuery query, @Nullable AuditEntry after) {
        AuditSelect select = new AuditSelect(table, query.testKeysOnly());
        if (query.requestId() != null) {
            select.by("account_id", query.accountId());
            select.by("request_id", query.requestId());
        } else if (query.objectId() != null) {
            select.by("object_id", query.objectId());
        } else {
            select.by("account_id", query.accountId());
            select.by("action", table == Table.CHANGES ? query.action() : null);
        }
        select.hint = select.index();
        select.order.add("x.happened_at DESC");
        select.order.add("x.id DESC");
        if (after != null) {
            select.after(DatabaseTime.of(after.happenedAt()), after.id());
        }
        return select;
    }

    static AuditSelect row(Table table, AuditQuery query, String id) {
        AuditSelect select = new AuditSelect(table, query.testKeysOnly());
        select.by("id", id);
        return select;
    }

    /**
     * Returns the hint for the index that has the order of the page. Without it MySQL uses another index and sorts if
     * it expects few rows. The hint contains no text of a query.
     */
    private String index() {
        String columns = String.join("", filters);
        boolean newest = columns.isEmpty() && table == Table.REFUSALS;
        return " USE INDEX (" + table.indexes + (newest ? "_newest" : columns) + ")";
    }

    private void by(String column, @Nullable String value) {
        if (value != null) {
            conditions.add("x." + column + " = ?");
            order.add("x." + column + " DESC");
            values.add(value);
            filters.add("_" + column.replace("_id", ""));
        }
    }

    /**
     * Adds the condition for rows after an entry. The first condition is redundant, but the only one H2 uses as a
     * range.
     */
    private void after(String at, String id) {
        conditions.add("x.happened_at <= ?");
        conditions.add("(x.happened_at < ? OR x.happened_at = ? AND x.id < ?)");
        values.addAll(List.of(at, at, at, id));
    }

    String sql(int rows) {
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        return "SELECT x.id, x.happened_at, x.account_id, " + SLUG + ", " + table.columns
                + ", x.note, x.asked, x.occurrences, " + (withEnvironment ? ENVIRONMENT : "NULL") + " FROM "
                + table.name + " x" + hint + where
                + " ORDER BY " + String.join(", ", order) + " LIMIT " + rows;
    }

    List<String> values() {
        return values;
    }
}
