package io.chatelaine.change;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.audit.AuditContext;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.database.ManyRows;
import io.chatelaine.key.PublicId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writer of audit entries, the epoch and its logs, in the transaction of a change. Its calls fail without a
 * transaction. Only {@link Change} uses it.
 */
@Singleton
public class ChangeRecorder {
    private final EntityManager entities;
    private final DatabaseClock clock;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public ChangeRecorder(EntityManager entities, DatabaseClock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** Object that a change touched, and its account. */
    public record Touched(String accountId, String objectId) {}

    /** Adds an audit row for each object, in few statements, because other changes wait for this one. */
    void record(AuditContext context, AuditAction action, List<Touched> all, @Nullable String note) {
        String values = '(' + clock.sql() + ", ?, ?, ?, ?, ?, ?, ?, ?)";
        for (List<Touched> some : ManyRows.inParts(all)) {
            Query insert =
                    entities.createNativeQuery("INSERT INTO audit (happened_at, account_id, actor, action, object_id,"
                            + " address, request_id, id, note) VALUES " + ManyRows.values(values, some.size()));
            int parameter = 1;
            for (Touched touched : some) {
                parameter = bind(
                        insert,
                        parameter,
                        touched.accountId(),
                        context.actor().id(),
                        action.word(),
                        touched.objectId(),
                        context.address(),
                        context.requestId(),
                        PublicId.ofAudit(random),
                        note);
            }
            insert.executeUpdate();
        }
    }

    private static int bind(Query query, int first, @Nullable Object... values) {
        int parameter = first;
        for (Object value : values) {
            query.setParameter(parameter++, value);
        }
        return parameter;
    }

    /**
     * Increments the epoch for a change of keys. Call it last: the epoch's row stays locked until the commit, so that
     * commit order is epoch order.
     */
    void keysChanged(Collection<String> keyIds) {
        long epoch = next();
        for (List<String> some : ManyRows.inParts(List.copyOf(keyIds))) {
            Query insert = entities.createNativeQuery(
                    "INSERT INTO change_log (n, key_id) VALUES " + ManyRows.values("(?, ?)", some.size()));
            int parameter = 1;
            for (String keyId : some) {
                parameter = bind(insert, parameter, epoch, keyId);
            }
            insert.executeUpdate();
        }
    }

    /** Increments the epoch for a change of an account, which concerns all its keys. */
    void accountChanged(String accountId) {
        entities.persist(new AccountChangeLogRow(next(), accountId));
        entities.flush();
    }

    private long next() {
        entities.createQuery("UPDATE EpochRow e SET e.n = e.n + 1 WHERE e.id = 1")
                .executeUpdate();
        return entities.createQuery("SELECT e.n FROM EpochRow e WHERE e.id = 1", Long.class)
                .getSingleResult();
    }
}
