package io.chatelaine.change;

import io.chatelaine.database.DatabaseClock;
import io.chatelaine.request.LastAdminKeyException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Sees to it that there is always somebody who can administer the server; in the caller's transaction. */
@Singleton
public class AdminKeyGuard {
    private final EntityManager entities;
    private final DatabaseClock clock;

    @Inject
    public AdminKeyGuard(EntityManager entities, DatabaseClock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * A key that can administer the server now.
     *
     * @param endless whether it has no end
     * @param anywhere whether it is not restricted
     */
    public record Active(String id, String accountId, boolean endless, boolean anywhere) {
        boolean lasts() {
            return endless && anywhere;
        }
    }

    /**
     * If there are keys that can administer for good and from anywhere, one of those is to be left: one that ends or that is
     * restricted is no other one, since in the end nobody may be able to use it. Without such a key, one of each sort that
     * there is is to be left.
     *
     * @param taken which keys will no longer be active admin keys, or not for as long, or not from as many places
     * @throws LastAdminKeyException if that takes the last of them
     * @throws ConcurrentChangeException if the change does not hold {@link Lock#ADMIN_KEYS}: it is run again with it
     */
    public void requireOneLeft(Change change, Predicate<Active> taken) {
        requireOneLeft(change, List.of(), taken);
    }

    /**
     * Does the same for keys that have been taken already.
     *
     * @param before what {@link #active} said before that
     */
    public void requireOneLeft(Change change, List<Active> before, Predicate<Active> taken) {
        change.requireAdminKeys();
        Set<Active> active = new LinkedHashSet<>(before);
        active.addAll(active());
        if (active.stream().anyMatch(Active::lasts)) {
            requireOneLeft(active, Active::lasts, taken);
        } else {
            requireOneLeft(active, Active::endless, taken);
            requireOneLeft(active, Active::anywhere, taken);
            requireOneLeft(active, key -> true, taken);
        }
    }

    private static void requireOneLeft(Set<Active> active, Predicate<Active> sort, Predicate<Active> taken) {
        List<Active> ofSort = active.stream().filter(sort).toList();
        if (!ofSort.isEmpty() && ofSort.stream().allMatch(taken)) {
            throw new LastAdminKeyException();
        }
    }

    /** All of them, as they are in this transaction. */
    public List<Active> active() {
        List<Active> active = new ArrayList<>();
        for (Object row : entities.createNativeQuery("SELECT k.id, k.account_id,"
                        + " CASE WHEN k.expires_at IS NULL THEN 1 ELSE 0 END,"
                        + " CASE WHEN k.restrictions = '' THEN 1 ELSE 0 END FROM api_key k"
                        + " JOIN account a ON a.id = k.account_id WHERE k.admin = TRUE AND k.state = 'active'"
                        + " AND k.environment = 'live' AND a.enabled = TRUE"
                        + " AND k.rotated_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > "
                        + clock.sql() + ")")
                .getResultList()) {
            Object[] columns = (Object[]) row;
            active.add(new Active((String) columns[0], (String) columns[1], isTrue(columns[2]), isTrue(columns[3])));
        }
        return active;
    }

    private static boolean isTrue(Object column) {
        return ((Number) column).intValue() == 1;
    }

    /** Whether this call is the first ever to say that the database has an admin key: true for one caller only. */
    public boolean claimFirst() {
        return entities.createNativeQuery("UPDATE installation SET first_admin_key_at = " + clock.sql()
                                + " WHERE id = 1 AND first_admin_key_at IS NULL")
                        .executeUpdate()
                == 1;
    }
}
