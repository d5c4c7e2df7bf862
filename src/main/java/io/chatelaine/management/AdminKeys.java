package io.chatelaine.management;

import io.chatelaine.change.DatabaseClock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;

/** Sees to it that there is always somebody who can administer the server; in the caller's transaction. */
@Singleton
public class AdminKeys {
    private final EntityManager entities;
    private final DatabaseClock clock;

    @Inject
    public AdminKeys(EntityManager entities, DatabaseClock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * Makes all that could take an admin key away wait for each other. To be called first of all in a transaction: under
     * MySQL's REPEATABLE READ what is read before the lock would still be read after it.
     */
    void lock() {
        entities.createNativeQuery("SELECT id FROM installation WHERE id = 1 FOR UPDATE")
                .getSingleResult();
    }

    /** @throws LastAdminKeyException where the key is an active admin key and there is no other */
    void requireAnotherThan(ApiKey key) {
        if (key.admin() && active("k.id = ?1", key.id()) && !active("k.id <> ?1", key.id())) {
            throw new LastAdminKeyException();
        }
    }

    private boolean active(String which, String keyId) {
        Number count = (Number) entities.createNativeQuery("SELECT COUNT(*) FROM api_key k"
                        + " JOIN account a ON a.id = k.account_id WHERE k.admin = TRUE AND " + which
                        + " AND k.environment = 'live' AND k.enabled = TRUE AND a.enabled = TRUE"
                        + " AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > " + clock.sql() + ")")
                .setParameter(1, keyId)
                .getSingleResult();
        return count.longValue() > 0;
    }

    /** Whether this call is the first ever to say that the database has an admin key: true for one caller only. */
    boolean claimFirst() {
        return entities.createNativeQuery("UPDATE installation SET first_admin_key_at = " + clock.sql()
                                + " WHERE id = 1 AND first_admin_key_at IS NULL")
                        .executeUpdate()
                == 1;
    }
}
