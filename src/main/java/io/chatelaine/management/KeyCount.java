package io.chatelaine.management;

import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyStatus;
import io.chatelaine.request.ConflictException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;

/** The bound on the keys of an account that are neither revoked nor expired, in the caller's transaction. */
@Singleton
public class KeyCount {
    private final EntityManager entities;
    private final KeyShelves shelves;
    private final SettingsSnapshot settings;

    @Inject
    public KeyCount(EntityManager entities, KeyShelves shelves, SettingsSnapshot settings) {
        this.entities = entities;
        this.shelves = shelves;
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

    /** Counts no further than it must: those in a state of the living, less those whose end does not show in it yet. */
    private int living(String accountId, int most) {
        int ended = shelves.countEndsToNotice(accountId, most);
        int found = 0;
        for (Environment environment : Environment.values()) {
            for (KeyStatus state : List.of(KeyStatus.ACTIVE, KeyStatus.DISABLED)) {
                found += shelves.count(accountId, environment, state, most + ended - found);
            }
        }
        return found - ended;
    }
}
