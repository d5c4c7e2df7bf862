package io.chatelaine.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the audit, newest first. A page may hold fewer entries than asked for, even none, and still go on: it ends if it
 * has read its share of rows.
 *
 * @param next the id behind which the list goes on; null at its end
 */
public record AuditPage(List<AuditEntry> entries, @Nullable String next) {
    public AuditPage {
        entries = List.copyOf(entries);
    }
}
