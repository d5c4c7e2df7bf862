package io.chatelaine.management;

import io.chatelaine.change.DatabaseClock;
import io.chatelaine.config.SettingsSnapshot;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;

/** The bound on the keys of an account that are neither revoked nor expired, in the caller's transaction. */
@Singleton
public class KeyCount {
    private final EntityManager entities;
    private final DatabaseClock clock;
    private final SettingsSnapshot settings;

    @Inject
    public KeyCount(EntityManager entities, DatabaseClock clock, SettingsSnapshot settings) {
        this.entities = entities;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Makes all that would make a key of the account wait for each other. To be called before anything is read: under
     * MySQL's REPEATABLE READ what is read before the lock would still be read after it.
     */
    void lock(String accountId) {
        if (settings.current().accounts().maxKeys().isPresent()) {
            entities.createNativeQuery("SELECT id FROM account WHERE id = ?1 FOR UPDATE")
                    .setParameter(1, accountId)
                    .getResultList();
        }
    }

    /** @throws ConflictException if there are as many as there may be */
    void requireRoom(String accountId) {
        settings.current().accounts().maxKeys().ifPresent(most -> {
            if (living(accountId, most) >= most) {
                throw ConflictException.tooManyKeys(most);
            }
        });
    }

    /** Counts no further than to the most. */
    private int living(String accountId, int most) {
        Number count = (Number) entities.createNativeQuery("SELECT COUNT(*) FROM (SELECT id FROM api_key"
                        + " WHERE account_id = ?1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > "
                        + clock.sql() + ") LIMIT " + most + ") living")
                .setParameter(1, accountId)
                .getSingleResult();
        return count.intValue();
    }
}
