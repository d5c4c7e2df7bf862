package io.chatelaine.management;

import io.chatelaine.account.PartnerReview;
import io.chatelaine.change.IdempotencyAttempt;
import io.chatelaine.change.IdempotencyKey;
import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.TestKeyPolicy;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.key.Environment;
import io.chatelaine.logging.ThrottledLog;
import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.InvalidRequestException;
import io.chatelaine.request.LastAdminKeyException;
import io.chatelaine.request.MissingScopeException;
import io.chatelaine.request.NoSuchKeyException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The use cases of keys: checks a request, runs a change, and returns once that has committed. */
@Singleton
public class KeyManagement {
    private static final ThrottledLog LOG = new ThrottledLog(KeyManagement.class);

    private final SettingsSnapshot settings;
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
            SettingsSnapshot settings,
            KeyIssue keyIssue,
            IdempotentIssue idempotentIssue,
            KeyUpdate keyUpdate,
            KeyRotation rotation,
            KeyRevocation revocation,
            KeyQueries queries,
            PartnerReview review,
            DatabaseClock clock) {
        this.settings = settings;
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
     * Makes a key; the answer is the only one that holds it.
     *
     * @param idempotencyKey null where the request is not to be told from one sent again
     * @throws InvalidRequestException for what cannot be
     * @throws MissingScopeException for scopes that the caller has not itself
     * @throws BeyondCallerException for an environment that is not the caller's to give, or a tier that the account is not
     *     approved for
     * @throws ConflictException where the request was sent again too soon, or its first key is used
     */
    public IssuedKey issue(KeyRequest asked, @Nullable IdempotencyKey idempotencyKey, Caller caller) {
        Settings current = settings.current();
        NewKey key = new KeyRequestCheck(current, clock.now()).check(asked, caller);
        review.requireApproved(key.tier(), caller);
        return idempotencyKey == null
                ? keyIssue.issue(key, current.format(), caller)
                : issue(key, idempotencyKey, current, caller);
    }

    private IssuedKey issue(NewKey key, IdempotencyKey idempotencyKey, Settings current, Caller caller) {
        IdempotencyAttempt attempt = idempotentIssue.begin(idempotencyKey, caller);
        try {
            return idempotentIssue.issue(key, current.format(), caller, attempt);
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
                    "A try at making a key is on record for a minute longer: " + e.getMessage());
        }
    }

    /** Keys of the account, newest first. */
    public KeyPage list(KeyFilter filter, Caller caller) {
        return queries.list(filter, caller);
    }

    /**
     * One key of the account, and the time that its state holds for.
     *
     * @throws NoSuchKeyException where there is none for this caller
     */
    public FoundKey find(String keyId, Caller caller) {
        return new FoundKey(queries.require(keyId, caller), clock.now());
    }

    /**
     * Changes what the patch names (RFC 7396). What it takes away is taken, on every node, once this has returned.
     *
     * @throws InvalidRequestException for what cannot be
     * @throws NoSuchKeyException where there is none for this caller
     * @throws MissingScopeException where the caller lacks a scope that the key has or is to have
     * @throws ConflictException where the key is revoked, or the last that could administer the server
     */
    public FoundKey change(String keyId, KeyPatchRequest asked, Caller caller) {
        KeyPatch patch = new KeyRequestCheck(settings.current(), clock.now()).check(asked);
        queries.require(keyId, caller);
        return keyUpdate.change(keyId, patch, caller);
    }

    /**
     * Makes a key of the same rights in the place of another; the answer is the only one that holds it.
     *
     * @param grace how long the old one goes on, as {@code PT24H}; null where the request does not say
     * @throws InvalidRequestException for a grace that is not from {@code PT0S} to {@code P90D}
     * @throws NoSuchKeyException where there is none for this caller
     * @throws MissingScopeException where the caller lacks a scope that the key has
     * @throws BeyondCallerException where the key that calls has been rotated itself
     * @throws ConflictException where the key is not active, or has been rotated already
     */
    public IssuedKey rotate(String keyId, @Nullable String grace, Caller caller) {
        Settings current = settings.current();
        Duration asked = new KeyRequestCheck(current, clock.now()).grace(grace);
        ApiKey key = queries.require(keyId, caller);
        if (key.environment() == Environment.TEST && current.testKeys() == TestKeyPolicy.REJECT) {
            throw ConflictException.testKeysAreOff();
        }
        return rotation.rotate(keyId, asked, current.format(), caller);
    }

    /**
     * Revokes a key for good. Once this has returned, no node lets the key in: each asks the database on every request.
     *
     * @param descendants whether all that it made goes with it
     * @param reason for people
     * @throws NoSuchKeyException where there is none for this caller
     * @throws MissingScopeException where that would reach into other accounts, and the caller is no admin
     * @throws LastAdminKeyException where nobody could administer the server any more
     */
    public RevokedKey revoke(String keyId, boolean descendants, RevokeReason reason, Caller caller) {
        Instant revokedAt = queries.require(keyId, caller).revokedAt();
        if (revokedAt != null && (!descendants || revocation.isFinished(keyId, caller))) {
            // Revoked is final: nobody need be kept waiting for it.
            return new RevokedKey(keyId, revokedAt);
        }
        return revocation.revoke(keyId, descendants, reason.text(), caller);
    }

    /** Makes what can be kept of what people say of a revoke. */
    public RevokeReason reason(@Nullable String said) {
        return RevokeReason.of(said, settings.current().credentials().keyPrefix());
    }

    /**
     * Revokes all keys that a selection means, or counts them only. Once a revocation has returned, no node lets one in.
     *
     * @throws InvalidRequestException for a selection that is empty or cannot be, or means too many
     * @throws ConflictException where they are not as many as the request expects
     * @throws LastAdminKeyException where nobody could administer the server any more
     */
    public BulkRevocation revoke(BulkRevokeRequest asked, Caller caller) {
        Selection selection = new BulkRevokeCheck(settings.current()).check(asked);
        return asked.dryRun()
                ? revocation.count(selection, caller)
                : revocation.revoke(
                        selection, asked.expect(), reason(asked.reason()).text(), caller);
    }
}
