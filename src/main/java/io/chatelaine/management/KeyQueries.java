package io.chatelaine.management;

import io.chatelaine.change.DatabaseClock;
import io.chatelaine.change.UtcText;
import io.chatelaine.key.Environment;
import io.chatelaine.key.PublicId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the keys of the caller's account; what the caller may not see does not exist. */
@Singleton
public class KeyQueries {
    private static final String VISIBLE =
            "SELECT k FROM ApiKey k WHERE k.accountId = :account AND k.environment IN (:test, :own)";
    private static final String OLDER =
            " AND (k.createdAt < :createdAt OR k.createdAt = :createdAt AND k.id < :cursor)";
    private static final String NEWEST_FIRST = " ORDER BY k.createdAt DESC, k.id DESC";

    private final EntityManager entities;
    private final DatabaseClock clock;

    @Inject
    public KeyQueries(EntityManager entities, DatabaseClock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** @throws NoSuchKeyException where there is no such key for this caller */
    ApiKey require(String keyId, Caller caller) {
        return find(keyId, caller).orElseThrow(NoSuchKeyException::new);
    }

    /** @throws BadQueryException for a cursor that no page of this caller's ended with */
    KeyPage list(KeyFilter filter, Caller caller) {
        Instant now = clock.now();
        TypedQuery<ApiKey> query = filter.page()
                .cursor()
                .map(cursor -> after(cursor, filter, caller))
                .orElseGet(() -> visible(filter.condition() + NEWEST_FIRST, caller));
        if (filter.dependsOnTime()) {
            query.setParameter("now", UtcText.of(now));
        }
        int limit = filter.page().limit();
        List<ApiKey> keys = query.setMaxResults(limit + 1).getResultList();
        return new KeyPage(Page.of(keys, limit, ApiKey::id), now);
    }

    private TypedQuery<ApiKey> after(String cursor, KeyFilter filter, Caller caller) {
        ApiKey last = find(cursor, caller).orElseThrow(BadQueryException::noSuchCursor);
        return visible(filter.condition() + OLDER + NEWEST_FIRST, caller)
                .setParameter("createdAt", UtcText.of(last.createdAt()))
                .setParameter("cursor", cursor);
    }

    private Optional<ApiKey> find(String keyId, Caller caller) {
        if (!PublicId.mayBe(keyId)) {
            return Optional.empty();
        }
        return visible(" AND k.id = :id", caller)
                .setParameter("id", keyId)
                .getResultStream()
                .findFirst();
    }

    private TypedQuery<ApiKey> visible(String further, Caller caller) {
        // A test key sees test keys only: for it the second environment is the same as the first.
        return entities.createQuery(VISIBLE + further, ApiKey.class)
                .setParameter("account", caller.accountId())
                .setParameter("test", Environment.TEST)
                .setParameter("own", caller.environment());
    }
}
