package io.chatelaine.change;

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

    private static final String ROW = " WHERE r.callerId = :callerId AND r.idempotencyHash = :hash";
    private static final String CURRENT = "r.attempt = :attempt";

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
            requireBegun(UniqueInsert.run(entities, new IdempotentIssueRow(first, now)));
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

    /** Overwrites a row older than 24 hours with this attempt. */
    private boolean forget(IdempotencyAttempt attempt, Instant now) {
        return update(
                                "r.requestHash = :requestHash, r.attempt = :attempt, r.attemptedAt = :now,"
                                        + " r.createdAt = :now, r.keyId = NULL",
                                "r.createdAt < :before",
                                attempt)
                        .setParameter("requestHash", attempt.key().requestHash())
                        .setParameter("now", now)
                        .setParameter("before", now.minus(REMEMBERED))
                        .executeUpdate()
                == 1;
    }

    private boolean takeOver(IdempotencyAttempt attempt, Instant now) {
        return update(
                                "r.attempt = :attempt, r.attemptedAt = :now",
                                "(r.attempt IS NULL OR r.attemptedAt < :before)",
                                attempt)
                        .setParameter("now", now)
                        .setParameter("before", now.minus(GIVEN_UP))
                        .executeUpdate()
                == 1;
    }

    private record Row(String requestHash, @Nullable String keyId) {}

    private @Nullable Row read(IdempotencyAttempt attempt) {
        for (Object[] columns : entities.createQuery(
                        "SELECT r.requestHash, r.keyId FROM IdempotentIssueRow r" + ROW, Object[].class)
                .setParameter("callerId", attempt.callerId())
                .setParameter("hash", attempt.key().hash())
                .getResultList()) {
            return new Row((String) columns[0], (String) columns[1]);
        }
        return null;
    }

    /** Ends a failed attempt, so that the next request need not wait. */
    public void abandon(IdempotencyAttempt attempt) {
        update("r.attempt = NULL", CURRENT, attempt).executeUpdate();
    }

    /**
     * Ends an attempt with the key that it issued, in the transaction that issued it.
     *
     * @throws ConflictException if another attempt has taken over
     */
    public void complete(IdempotencyAttempt attempt, String keyId) {
        int completed = update("r.attempt = NULL, r.keyId = :keyId", CURRENT, attempt)
                .setParameter("keyId", keyId)
                .executeUpdate();
        if (completed != 1) {
            throw ConflictException.stillRunning();
        }
    }

    /** Returns an update of the row of an attempt. One of its texts has the parameter {@code attempt}. */
    private Query update(String assignments, String condition, IdempotencyAttempt attempt) {
        return entities.createQuery("UPDATE IdempotentIssueRow r SET " + assignments + ROW + " AND " + condition)
                .setParameter("callerId", attempt.callerId())
                .setParameter("hash", attempt.key().hash())
                .setParameter("attempt", attempt.id());
    }
}
