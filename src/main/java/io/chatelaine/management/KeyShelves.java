package io.chatelaine.management;

import io.chatelaine.change.Sql;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyStatus;
import io.chatelaine.request.Caller;
import io.chatelaine.request.Expiries;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys of an account in the order of an index: by environment and state, newest first. A list over several environments
 * and states is merged here, so that at most one page is read of each.
 */
@Singleton
public class KeyShelves {
    private static final String SHELF = "SELECT k FROM ApiKey k WHERE k.accountId = :account"
            + " AND k.environment = :environment AND k.state = :state";
    /** The first condition is redundant: an index range scan starts from it. */
    private static final String OLDER =
            " AND k.createdAt <= :createdAt AND (k.createdAt < :createdAt OR k.id < :cursor)";
    /** All columns of the index; with fewer columns, H2 sorts. */
    private static final String NEWEST_FIRST =
            " ORDER BY k.accountId, k.environment, k.state, k.createdAt DESC, k.id DESC";

    private static final Comparator<ApiKey> AGE =
            Comparator.comparing(ApiKey::createdAt).thenComparing(ApiKey::id).reversed();

    private final EntityManager entities;
    private final DatabaseClock clock;

    @Inject
    public KeyShelves(EntityManager entities, DatabaseClock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * Part of the keys to read.
     *
     * @param states the states as stored in the database
     */
    record Part(Caller caller, List<KeyStatus> states) {}

    /**
     * Returns at most {@code most} keys, newest first.
     *
     * @param last the last key of the previous part; null if the list starts with the newest
     */
    List<ApiKey> newestFirst(Part part, @Nullable ApiKey last, int most) {
        List<ApiKey> keys = new ArrayList<>();
        for (Environment environment : KeyQueries.seen(part.caller())) {
            for (KeyStatus state : part.states()) {
                keys.addAll(shelf(part.caller().accountId(), environment, state, last)
                        .setMaxResults(most)
                        .getResultList());
            }
        }
        keys.sort(AGE);
        return keys.subList(0, Math.min(most, keys.size()));
    }

    private TypedQuery<ApiKey> shelf(
            String accountId, Environment environment, KeyStatus state, @Nullable ApiKey last) {
        TypedQuery<ApiKey> query =
                entities.createQuery(SHELF + (last == null ? "" : OLDER) + NEWEST_FIRST, ApiKey.class);
        if (last != null) {
            query.setParameter("createdAt", last.createdAt()).setParameter("cursor", last.id());
        }
        return query.setParameter("account", accountId)
                .setParameter("environment", environment)
                .setParameter("state", state.word());
    }

    /** Returns whether the account has an expired key whose state does not show it yet. */
    boolean hasEndsToNotice(String accountId) {
        return countEndsToNotice(accountId, 1) > 0;
    }

    int countEndsToNotice(String accountId, int most) {
        return count("account_id = ?1 AND " + Expiries.due(clock), most, List.of(accountId));
    }

    /** Counts up to {@code most} keys. */
    int count(String accountId, Environment environment, KeyStatus state, int most) {
        return count(
                "account_id = ?1 AND environment = ?2 AND state = ?3",
                most,
                List.of(accountId, environment.text(), state.word()));
    }

    private int count(String condition, int most, List<String> values) {
        var query = entities.createNativeQuery(
                "SELECT COUNT(*) FROM (SELECT id FROM api_key WHERE " + condition + " LIMIT " + most + ") counted");
        Sql.bind(query, 1, values);
        return ((Number) query.getSingleResult()).intValue();
    }
}
