package io.chatelaine.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the audit, newest first. A page may have fewer entries than the limit, even zero, before the end of the
 * list: it ends after a fixed number of rows read.
 *
 * @param next the id after which the next page begins; null on the last page
 */
public record AuditPage(List<AuditEntry> entries, @Nullable String next) {
    public AuditPage {
        entries = List.copyOf(entries);
    }
}
