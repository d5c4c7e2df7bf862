package io.chatelaine.management;

import io.chatelaine.change.DatabaseClock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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
     * A key that can administer the server now.
     *
     * @param anywhere whether it is not restricted
     */
    record Active(String id, String accountId, boolean anywhere) {}

    /**
     * Makes all that could take an admin key away wait for each other. To be called first of all in a transaction: under
     * MySQL's REPEATABLE READ what is read before the lock would still be read after it.
     */
    void lock() {
        entities.createNativeQuery("SELECT id FROM installation WHERE id = 1 FOR UPDATE")
                .getSingleResult();
    }

    /**
     * Where there are keys that can administer from anywhere, one of those is to be left: nobody else may be where the
     * restricted ones can be used.
     *
     * @param taken which keys will no longer be active admin keys, or not for as long, or not from as many places
     * @throws LastAdminKeyException where that takes the last active admin keys
     */
    void requireOneLeft(Predicate<Active> taken) {
        List<Active> active = active();
        if (active.stream().anyMatch(Active::anywhere)) {
            active.removeIf(key -> !key.anywhere());
        }
        if (!active.isEmpty() && active.stream().allMatch(taken)) {
            throw new LastAdminKeyException();
        }
    }

    private List<Active> active() {
        List<Active> active = new ArrayList<>();
        for (Object row : entities.createNativeQuery("SELECT k.id, k.account_id,"
                        + " CASE WHEN k.restrictions = '' THEN 1 ELSE 0 END FROM api_key k"
                        + " JOIN account a ON a.id = k.account_id WHERE k.admin = TRUE"
                        + " AND k.environment = 'live' AND k.enabled = TRUE AND a.enabled = TRUE"
                        + " AND k.revoked_at IS NULL AND k.rotated_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > "
                        + clock.sql() + ")")
                .getResultList()) {
            Object[] columns = (Object[]) row;
            active.add(new Active((String) columns[0], (String) columns[1], ((Number) columns[2]).intValue() == 1));
        }
        return active;
    }

    /** Whether this call is the first ever to say that the database has an admin key: true for one caller only. */
    boolean claimFirst() {
        return entities.createNativeQuery("UPDATE installation SET first_admin_key_at = " + clock.sql()
                                + " WHERE id = 1 AND first_admin_key_at IS NULL")
                        .executeUpdate()
                == 1;
    }
}
