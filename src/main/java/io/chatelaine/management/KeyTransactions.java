package io.chatelaine.management;

import io.chatelaine.change.AdminKeyGuard;
import io.chatelaine.change.ChangeClock;
import io.chatelaine.key.KeyFormat;
import io.chatelaine.management.KeyDescendants.KeyRef;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.LastAdminKeyException;
import io.chatelaine.request.MissingScopeException;
import io.chatelaine.request.NoSuchKeyException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Each change of a key: one transaction, and in it the caller's own standing, the change, its audit row and, last, its
 * epoch. What takes something away waits for all others that do, first of all.
 */
@Stateless
public class KeyTransactions {
    @Inject
    AdminKeyGuard adminKeyGuard;

    @Inject
    KeyCallerRecheck callerRecheck;

    @Inject
    KeyQueries queries;

    @Inject
    ChangeClock clock;

    @Inject
    KeyCount keyCount;

    @Inject
    KeyIssue keyIssue;

    @Inject
    KeyUpdate keyUpdate;

    @Inject
    KeyRotation rotation;

    @Inject
    KeyRevocation revocation;

    @Inject
    KeySelection selected;

    /**
     * Makes a key in the account that the caller works on.
     *
     * @throws ConflictException if the account has as many keys as it may
     */
    @RolesAllowed("keys:write")
    public IssuedKey issue(NewKey asked, KeyFormat format, Caller caller) {
        keyCount.lock(caller.accountId());
        callerRecheck.require(caller);
        keyCount.requireRoom(caller.accountId());
        return keyIssue.issue(asked, format, caller.accountId(), caller.context());
    }

    /**
     * Changes what the patch names, and nothing else.
     *
     * @throws NoSuchKeyException where the account has no such key that the caller may see
     * @throws MissingScopeException where the caller lacks a scope that the key has or is to have
     * @throws ConflictException where the key is revoked
     * @throws LastAdminKeyException where nobody could administer the server any more
     */
    @RolesAllowed("keys:write")
    public FoundKey change(String keyId, KeyPatch patch, Caller caller) {
        adminKeyGuard.lock();
        callerRecheck.require(caller);
        ApiKey key = queries.require(keyId, caller);
        keyUpdate.apply(key, patch, caller);
        return new FoundKey(key, clock.now());
    }

    /**
     * Makes a key of the same rights in the place of another, which ends after the grace.
     *
     * @throws NoSuchKeyException where the account has no such key that the caller may see
     * @throws MissingScopeException where the caller lacks a scope that the key has
     * @throws ConflictException where the key is not active, or has been rotated already
     */
    @RolesAllowed("keys:write")
    public IssuedKey rotate(String keyId, Duration grace, KeyFormat format, Caller caller) {
        adminKeyGuard.lock();
        callerRecheck.require(caller);
        ApiKey key = queries.require(keyId, caller);
        return rotation.rotate(key, grace, format, caller);
    }

    /**
     * Revokes a key for good, and with it all that it made where that is asked for; what is revoked already stays so since
     * then.
     *
     * @throws NoSuchKeyException where the account has no such key that the caller may see
     * @throws MissingScopeException where it made keys in other accounts, and the caller is no admin
     * @throws LastAdminKeyException where nobody could administer the server any more
     */
    @RolesAllowed("keys:write")
    public RevokedKey revoke(String keyId, boolean descendants, @Nullable String reason, Caller caller) {
        adminKeyGuard.lock();
        callerRecheck.require(caller);
        ApiKey key = queries.require(keyId, caller);
        return revocation.revoke(key, descendants, reason, caller);
    }

    /** Counts what a selection means, and changes nothing. */
    @RolesAllowed("keys:write")
    public BulkRevocation count(Selection selection, Caller caller) {
        return matched(selected.find(selection, caller), null, caller);
    }

    /**
     * Revokes all that a selection means for good, at one time.
     *
     * @param expect how many that is; null where nobody counted before
     * @throws ConflictException where it is not, so that nobody revokes more than was seen
     * @throws LastAdminKeyException where nobody could administer the server any more
     */
    @RolesAllowed("keys:write")
    public BulkRevocation revoke(
            Selection selection, @Nullable Integer expect, @Nullable String reason, Caller caller) {
        adminKeyGuard.lock();
        callerRecheck.require(caller);
        List<KeyRef> keys = selected.find(selection, caller);
        if (expect == null || expect != keys.size()) {
            throw ConflictException.notAsExpected(keys.size(), expect != null);
        }
        return matched(keys, keys.isEmpty() ? null : revocation.revoke(keys, reason, caller), caller);
    }

    private static BulkRevocation matched(List<KeyRef> keys, @Nullable Instant revokedAt, Caller caller) {
        String callerId = caller.context().actor();
        return new BulkRevocation(
                keys.size(), keys.stream().anyMatch(key -> key.id().equals(callerId)), revokedAt);
    }
}
