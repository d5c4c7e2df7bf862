package io.chatelaine.management;

import io.chatelaine.account.PartnerReview;
import io.chatelaine.change.ChangeTurns;
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

/** What can be done with keys. Holds no transaction itself: it checks, calls one, and answers when that has committed. */
@Singleton
public class KeyManagement {
    private static final ThrottledLog LOG = new ThrottledLog(KeyManagement.class);

    private final SettingsSnapshot settings;
    private final KeyTransactions transactions;
    private final IdempotentIssue idempotentIssue;
    private final KeyQueries queries;
    private final KeyDescendants keyDescendants;
    private final PartnerReview review;
    private final DatabaseClock clock;
    private final ChangeTurns turns;

    @Inject
    public KeyManagement(
            SettingsSnapshot settings,
            KeyTransactions transactions,
            IdempotentIssue idempotentIssue,
            KeyQueries queries,
            KeyDescendants keyDescendants,
            PartnerReview review,
            DatabaseClock clock,
            ChangeTurns turns) {
        this.settings = settings;
        this.transactions = transactions;
        this.idempotentIssue = idempotentIssue;
        this.queries = queries;
        this.keyDescendants = keyDescendants;
        this.review = review;
        this.clock = clock;
        this.turns = turns;
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
                ? turns.giving(caller, () -> transactions.issue(key, current.format(), caller))
                : issue(key, idempotencyKey, current, caller);
    }

    private IssuedKey issue(NewKey key, IdempotencyKey idempotencyKey, Settings current, Caller caller) {
        IdempotencyAttempt attempt = turns.giving(caller, () -> idempotentIssue.begin(idempotencyKey, caller));
        try {
            return turns.giving(caller, () -> idempotentIssue.issue(key, current.format(), caller, attempt));
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
        return turns.taking(caller, () -> transactions.change(keyId, patch, caller));
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
        return turns.taking(caller, () -> transactions.rotate(keyId, asked, current.format(), caller));
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
        if (revokedAt != null && (!descendants || isFinished(keyId, caller))) {
            // Revoked is final: nobody need be kept waiting for it.
            return new RevokedKey(keyId, revokedAt);
        }
        return turns.taking(caller, () -> transactions.revoke(keyId, descendants, reason.text(), caller));
    }

    /** Makes what can be kept of what people say of a revoke. */
    public RevokeReason reason(@Nullable String said) {
        return RevokeReason.of(said, settings.current().credentials().keyPrefix());
    }

    /** It takes nothing away, so the bound on what gives something holds for it. */
    private boolean isFinished(String keyId, Caller caller) {
        return turns.giving(caller, () -> keyDescendants.isFinished(keyId));
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
                ? turns.giving(caller, () -> transactions.count(selection, caller))
                : turns.taking(
                        caller,
                        () -> transactions.revoke(
                                selection,
                                asked.expect(),
                                reason(asked.reason()).text(),
                                caller));
    }
}
