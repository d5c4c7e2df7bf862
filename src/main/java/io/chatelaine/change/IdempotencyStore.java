package io.chatelaine.change;

import io.chatelaine.database.DatabaseTime;
import io.chatelaine.database.Sql;
import io.chatelaine.key.PublicId;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.InvalidRequestException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Store of the requests for a key and of the key that each issued, for 24 hours. It runs in the caller's transaction.
 * The record of an attempt is committed before the attempt starts, so that every node sees that it is running. An
 * attempt whose node died ends after a minute.
 */
@Singleton
public class IdempotencyStore {
    static final Duration REMEMBERED = Duration.ofHours(24);
    static final Duration GIVEN_UP = Duration.ofMinutes(1);

    private static final String ROW = " WHERE caller_id = ?1 AND idempotency_hash = ?2";

    private final EntityManager entities;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public IdempotencyStore(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Records an attempt.
     *
     * @throws InvalidRequestException if the same Idempotency-Key came with another request
     * @throws ConflictException if another attempt is running
     */
    public IdempotencyAttempt begin(Change change, IdempotencyKey key, Caller caller) {
        Instant now = change.now();
        String callerId = caller.context().actor().id();
        IdempotencyAttempt first = new IdempotencyAttempt(PublicId.ofAttempt(random), callerId, key, null);
        Row before = read(first);
        if (before == null) {
            // A concurrent second attempt fails at once: waiting for the row and then locking it would be a deadlock.
            requireBegun(insert(first, now));
            return first;
        }
        if (forget(first, now)) {
            return first;
        }
        if (!before.requestHash.equals(key.requestHash())) {
            throw InvalidRequestException.of(
                    "Idempotency-Key", "came with another request before: send another one with this request");
        }
        requireBegun(takeOver(first, now));
        Row taken = read(first);
        return new IdempotencyAttempt(first.id(), callerId, key, taken == null ? null : taken.keyId);
    }

    private static void requireBegun(boolean begun) {
        if (!begun) {
            throw ConflictException.stillRunning();
        }
    }

    private boolean insert(IdempotencyAttempt attempt, Instant now) {
        return entities.createNativeQuery("INSERT IGNORE INTO idempotent_issue"
                                + " (caller_id, idempotency_hash, request_hash, attempt, attempted_at, created_at)"
                                + " VALUES (?1, ?2, ?3, ?4, ?5, ?5)")
                        .setParameter(1, attempt.callerId())
                        .setParameter(2, attempt.key().hash())
                        .setParameter(3, attempt.key().requestHash())
                        .setParameter(4, attempt.id())
                        .setParameter(5, DatabaseTime.of(now))
                        .executeUpdate()
                == 1;
    }

    /** Overwrites a row older than 24 hours with this attempt. */
    private boolean forget(IdempotencyAttempt attempt, Instant now) {
        return entities.createNativeQuery("UPDATE idempotent_issue SET request_hash = ?3, attempt = ?4,"
                                + " attempted_at = ?5, created_at = ?5, key_id = NULL" + ROW + " AND created_at < ?6")
                        .setParameter(1, attempt.callerId())
                        .setParameter(2, attempt.key().hash())
                        .setParameter(3, attempt.key().requestHash())
                        .setParameter(4, attempt.id())
                        .setParameter(5, DatabaseTime.of(now))
                        .setParameter(6, DatabaseTime.of(now.minus(REMEMBERED)))
                        .executeUpdate()
                == 1;
    }

    private boolean takeOver(IdempotencyAttempt attempt, Instant now) {
        return entities.createNativeQuery("UPDATE idempotent_issue SET attempt = ?3, attempted_at = ?4" + ROW
                                + " AND (attempt IS NULL OR attempted_at < ?5)")
                        .setParameter(1, attempt.callerId())
                        .setParameter(2, attempt.key().hash())
                        .setParameter(3, attempt.id())
                        .setParameter(4, DatabaseTime.of(now))
                        .setParameter(5, DatabaseTime.of(now.minus(GIVEN_UP)))
                        .executeUpdate()
                == 1;
    }

    private record Row(String requestHash, @Nullable String keyId) {}

    private @Nullable Row read(IdempotencyAttempt attempt) {
        for (Object row : entities.createNativeQuery("SELECT request_hash, key_id FROM idempotent_issue" + ROW)
                .setParameter(1, attempt.callerId())
                .setParameter(2, attempt.key().hash())
                .getResultList()) {
            Object[] columns = (Object[]) row;
            return new Row((String) columns[0], (String) columns[1]);
        }
        return null;
    }

    /** Ends a failed attempt, so that the next request need not wait. */
    public void abandon(IdempotencyAttempt attempt) {
        end(attempt, "attempt = NULL", List.of());
    }

    /**
     * Ends an attempt with the key that it issued, in the transaction that issued it.
     *
     * @throws ConflictException if another attempt has taken over
     */
    public void complete(IdempotencyAttempt attempt, String keyId) {
        if (end(attempt, "attempt = NULL, key_id = ?4", List.of(keyId)) != 1) {
            throw ConflictException.stillRunning();
        }
    }

    private int end(IdempotencyAttempt attempt, String assignments, List<String> values) {
        Query query = entities.createNativeQuery(
                        "UPDATE idempotent_issue SET " + assignments + ROW + " AND attempt = ?3")
                .setParameter(1, attempt.callerId())
                .setParameter(2, attempt.key().hash())
                .setParameter(3, attempt.id());
        Sql.bind(query, 4, values);
        return query.executeUpdate();
    }
}
