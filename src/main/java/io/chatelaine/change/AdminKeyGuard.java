package io.chatelaine.change;

import io.chatelaine.database.DatabaseClock;
import io.chatelaine.request.LastAdminKeyException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Check that at least one active admin key remains. It runs in the caller's transaction. */
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
     * Active key of scope {@code admin}.
     *
     * @param endless whether it has no {@code expires_at}
     * @param anywhere whether it has no restrictions
     */
    public record Active(String id, String accountId, boolean endless, boolean anywhere) {
        boolean lasts() {
            return endless && anywhere;
        }
    }

    /**
     * Requires that one lasting admin key remains, which is one without {@code expires_at} and without restrictions. A
     * key that expires or is restricted does not count, because it can become unusable. If no key is lasting, one key
     * of each kind that exists must remain: one without {@code expires_at}, one without restrictions, one of any kind.
     *
     * @param taken matches the keys that lose the scope, become inactive, expire earlier or become more restricted
     * @throws LastAdminKeyException if the change takes the last key of a required kind
     * @throws ConcurrentChangeException if the change does not hold {@link Lock#ADMIN_KEYS}: it is run again with it
     */
    public void requireOneLeft(Change change, Predicate<Active> taken) {
        requireOneLeft(change, List.of(), taken);
    }

    /**
     * Does the same after the rows of the keys have changed.
     *
     * @param before the result of {@link #active} before that
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

    /** Returns all active admin keys, as this transaction sees them. */
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
            active.add(new Active(
                    (String) columns[0], (String) columns[1], Sql.isTrue(columns[2]), Sql.isTrue(columns[3])));
        }
        return active;
    }

    /** Records that the database has an admin key. Returns true for the first call only. */
    public boolean claimFirst(Instant now) {
        return entities.createQuery("UPDATE InstallationRow i SET i.firstAdminKeyAt = :now"
                                + " WHERE i.id = :id AND i.firstAdminKeyAt IS NULL")
                        .setParameter("now", now)
                        .setParameter("id", InstallationRow.ID)
                        .executeUpdate()
                == 1;
    }
}
