package io.chatelaine.change;

import io.chatelaine.key.PublicId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What every change leaves behind, in the change's own transaction: without one its calls fail. No other class touches
 * the audit, epoch and log tables.
 */
@Singleton
public class Changes {
    private final EntityManager entities;
    private final DatabaseClock clock;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public Changes(EntityManager entities, DatabaseClock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** Adds the audit row of a change. Where it takes rights away, one of the other two calls follows, last of all. */
    public void record(Origin origin, String accountId, Action action, String objectId) {
        record(origin, accountId, action, objectId, null);
    }

    /** @param note why, in the words of who did it; null where nothing was said */
    public void record(Origin origin, String accountId, Action action, String objectId, @Nullable String note) {
        entities.createNativeQuery("INSERT INTO audit"
                        + " (happened_at, account_id, actor, action, object_id, address, request_id, id, note) VALUES ("
                        + clock.sql() + ", ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
                .setParameter(1, accountId)
                .setParameter(2, origin.actor())
                .setParameter(3, action.word())
                .setParameter(4, objectId)
                .setParameter(5, origin.address())
                .setParameter(6, origin.requestId())
                .setParameter(7, PublicId.ofAudit(random))
                .setParameter(8, note)
                .executeUpdate();
    }

    /**
     * Counts the epoch up for a change that takes rights from keys. To be called last of all: the epoch's row stays locked
     * until the commit, so that commit order is epoch order.
     *
     * @return the epoch from which on the change holds
     */
    public long narrowed(Collection<String> keyIds) {
        long epoch = next();
        for (String keyId : keyIds) {
            log("INSERT INTO change_log (n, key_id) VALUES (?1, ?2)", epoch, keyId);
        }
        return epoch;
    }

    /** The same for a change that takes all rights from all keys of an account. */
    public long suspended(String accountId) {
        long epoch = next();
        log("INSERT INTO account_change_log (n, account_id) VALUES (?1, ?2)", epoch, accountId);
        return epoch;
    }

    private long next() {
        entities.createNativeQuery("UPDATE epoch SET n = n + 1 WHERE id = 1").executeUpdate();
        Number epoch = (Number)
                entities.createNativeQuery("SELECT n FROM epoch WHERE id = 1").getSingleResult();
        return epoch.longValue();
    }

    private void log(String insert, long epoch, String id) {
        entities.createNativeQuery(insert)
                .setParameter(1, epoch)
                .setParameter(2, id)
                .executeUpdate();
    }
}
