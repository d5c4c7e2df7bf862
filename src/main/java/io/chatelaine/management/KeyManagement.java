package io.chatelaine.management;

import io.chatelaine.account.PartnerReview;
import io.chatelaine.change.IdempotencyAttempt;
import io.chatelaine.change.IdempotencyKey;
import io.chatelaine.config.Settings;
import io.chatelaine.config.TestKeyPolicy;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.key.Environment;
import io.chatelaine.logging.ThrottledLog;
import io.chatelaine.management.KeyChange.KeyPatch;
import io.chatelaine.management.KeyQueries.KeyPage;
import io.chatelaine.management.KeyRevocation.BulkRevocation;
import io.chatelaine.management.KeyRevocation.RevokedKey;
import io.chatelaine.management.KeySelection.Criteria;
import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.InvalidRequestException;
import io.chatelaine.request.LastAdminKeyException;
import io.chatelaine.request.MissingScopeException;
import io.chatelaine.request.NotFoundException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Use cases of keys. Each checks a request, runs a change, and returns after its commit. */
@Singleton
public class KeyManagement {
    private static final ThrottledLog LOG = new ThrottledLog(KeyManagement.class);

    private final KeyIssue keyIssue;
    private final IdempotentIssue idempotentIssue;
    private final KeyUpdate keyUpdate;
    private final KeyRotation rotation;
    private final KeyRevocation revocation;
    private final KeyQueries queries;
    private final PartnerReview review;
    private final DatabaseClock clock;

    @Inject
    public KeyManagement(
            KeyIssue keyIssue,
            IdempotentIssue idempotentIssue,
            KeyUpdate keyUpdate,
            KeyRotation rotation,
            KeyRevocation revocation,
            KeyQueries queries,
            PartnerReview review,
            DatabaseClock clock) {
        this.keyIssue = keyIssue;
        this.idempotentIssue = idempotentIssue;
        this.keyUpdate = keyUpdate;
        this.rotation = rotation;
        this.revocation = revocation;
        this.queries = queries;
        this.review = review;
        this.clock = clock;
    }

    /**
     * Issues a key. The result is the only place that holds the plaintext key.
     *
     * @param idempotencyKey null if absent
     * @throws InvalidRequestException if a member is missing or invalid
     * @throws MissingScopeException if the caller lacks a requested scope
     * @throws BeyondCallerException if the caller may not issue keys of the environment, or the account is not approved
     *     for the tier
     * @throws ConflictException if an attempt with the same Idempotency-Key is running, or its key has been used
     */
    public IssuedKey issue(KeyRequest asked, @Nullable IdempotencyKey idempotencyKey, Caller caller) {
        Settings settings = caller.settings();
        NewKey key = new KeyRequestCheck(settings, clock.now()).check(asked, caller);
        review.requireApproved(key.tier(), caller);
        return idempotencyKey == null
                ? keyIssue.issue(key, settings.format(), caller)
                : issue(key, idempotencyKey, caller);
    }

    private IssuedKey issue(NewKey key, IdempotencyKey idempotencyKey, Caller caller) {
        IdempotencyAttempt attempt = idempotentIssue.begin(idempotencyKey, caller);
        try {
            return idempotentIssue.issue(key, caller.settings().format(), caller, attempt);
        } catch (RuntimeException e) {
            abandon(attempt);
            throw e;
        }
    }

    private void abandon(IdempotencyAttempt attempt) {
        try {
            idempotentIssue.abandon(attempt);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "abandon",
                    "An attempt to issue a key is still on record, and expires after a minute: " + e.getMessage());
        }
    }

    /** Returns a page of keys of the account, newest first. */
    public KeyPage list(KeyFilter filter, Caller caller) {
        return queries.list(filter, caller);
    }

    /**
     * Returns a key of the account, and the time at which it has its state.
     *
     * @throws NotFoundException if the caller cannot see the key
     */
    public FoundKey find(String keyId, Caller caller) {
        return new FoundKey(queries.require(keyId, caller), clock.now());
    }

    /**
     * Changes the members that the patch names (RFC 7396). Rights that it removes are gone on every node when this
     * returns.
     *
     * @throws InvalidRequestException if a member is invalid
     * @throws NotFoundException if the caller cannot see the key
     * @throws MissingScopeException if the caller lacks a scope that the key has or gets
     * @throws ConflictException if the key is revoked or rotated, or is the last admin key
     */
    public FoundKey change(String keyId, KeyPatchRequest asked, Caller caller) {
        KeyPatch patch = new KeyRequestCheck(caller.settings(), clock.now()).check(asked);
        queries.require(keyId, caller);
        return keyUpdate.change(keyId, patch, caller);
    }

    /**
     * Replaces a key by a new one with the same rights. The result is the only place that holds the plaintext key.
     *
     * @param grace how long the old key stays valid, for example {@code PT24H}; null if absent
     * @throws InvalidRequestException if the grace is absent, or not from {@code PT0S} to {@code P90D}
     * @throws NotFoundException if the caller cannot see the key
     * @throws MissingScopeException if the caller lacks a scope of the key
     * @throws BeyondCallerException if the caller's own key has been rotated
     * @throws ConflictException if the key is not active, or has been rotated
     */
    public IssuedKey rotate(String keyId, @Nullable String grace, Caller caller) {
        Settings settings = caller.settings();
        Duration asked = new KeyRequestCheck(settings, clock.now()).grace(grace);
        ApiKey key = queries.require(keyId, caller);
        if (key.environment() == Environment.TEST && settings.testKeys() == TestKeyPolicy.REJECT) {
            throw ConflictException.testKeysAreOff();
        }
        return rotation.rotate(keyId, asked, settings.format(), caller);
    }

    /**
     * Revokes a key for good. No node accepts the key after this method returns: each node asks the database on every
     * request.
     *
     * @param descendants whether the descendants are revoked too
     * @param reason a comment for people
     * @throws NotFoundException if the caller cannot see the key
     * @throws MissingScopeException if a descendant belongs to another account and the caller lacks {@code admin}
     * @throws LastAdminKeyException if no admin key would remain
     */
    public RevokedKey revoke(String keyId, boolean descendants, RevokeReason reason, Caller caller) {
        Instant revokedAt = queries.require(keyId, caller).revokedAt();
        if (revokedAt != null && (!descendants || revocation.isFinished(keyId, caller))) {
            // Revoked is final: no change is needed.
            return new RevokedKey(keyId, revokedAt);
        }
        return revocation.revoke(keyId, descendants, reason.text(), caller);
    }

    /** Returns the part of a comment on a revoke that can be stored. */
    public RevokeReason reason(@Nullable String said, Caller caller) {
        return RevokeReason.of(said, caller.settings().credentials().keyPrefix());
    }

    /**
     * Revokes or only counts all keys of a selection. No node accepts a revoked key after this method returns.
     *
     * @throws InvalidRequestException if the selection is empty, invalid or too large
     * @throws ConflictException if the number of keys is not the expected one
     * @throws LastAdminKeyException if no admin key would remain
     */
    public BulkRevocation revoke(BulkRevokeRequest asked, Caller caller) {
        Criteria criteria = Criteria.of(asked.select(), caller.settings());
        return asked.dryRun()
                ? revocation.count(criteria, caller)
                : revocation.revoke(
                        criteria, asked.expect(), reason(asked.reason(), caller).text(), caller);
    }
}
