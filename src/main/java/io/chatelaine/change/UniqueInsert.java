package io.chatelaine.change;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Insert of a row whose unique value another row may have. If it has, the change can only be rolled back. */
public final class UniqueInsert {
    /** Error codes of a duplicate value. MySQL: ER_DUP_ENTRY. H2: DUPLICATE_KEY_1. */
    private static final Set<Integer> DUPLICATE = Set.of(1062, 23505);

    private UniqueInsert() {}

    /**
     * Inserts the row at once, also under concurrent calls.
     *
     * @return whether the row was inserted; false if another row has the value
     */
    public static boolean run(EntityManager entities, Object row) {
        try {
            entities.persist(row);
            entities.flush();
            return true;
        } catch (PersistenceException e) {
            if (isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isDuplicate(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && DUPLICATE.contains(e.getErrorCode())) {
                return true;
            }
        }
        return false;
    }
}
