package io.chatelaine.management;

import io.chatelaine.change.Action;
import io.chatelaine.change.Changes;
import io.chatelaine.change.DatabaseClock;
import io.chatelaine.key.KeyFormat;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;

/** Each change of a key: one transaction, and in it the change, its audit row and, last, its epoch. */
@Stateless
public class KeyTransactions {
    @Inject
    EntityManager entities;

    @Inject
    Changes changes;

    @Inject
    DatabaseClock clock;

    @Inject
    AdminKeys adminKeys;

    @Inject
    KeyQueries queries;

    @Inject
    KeyIssue keyIssue;

    /** Makes a key in the caller's account. */
    @RolesAllowed("keys:write")
    public IssuedKey issue(NewKey asked, KeyFormat format, Caller caller) {
        return keyIssue.issue(asked, format, caller.accountId(), caller.origin());
    }

    /**
     * Revokes a key for good; a key that is revoked already stays so since then.
     *
     * @throws NoSuchKeyException where the caller's account has no such key that the caller may see
     * @throws LastAdminKeyException where nobody could administer the server any more
     */
    @RolesAllowed("keys:write")
    public RevokedKey revoke(String keyId, Caller caller) {
        adminKeys.lock();
        ApiKey key = queries.require(keyId, caller);
        if (key.revokedAt() == null) {
            adminKeys.requireAnotherThan(key);
            int revoked = entities.createNativeQuery("UPDATE api_key SET revoked_at = " + clock.sql()
                            + " WHERE id = ?1 AND account_id = ?2 AND revoked_at IS NULL")
                    .setParameter(1, keyId)
                    .setParameter(2, caller.accountId())
                    .executeUpdate();
            if (revoked == 1) {
                changes.narrow(caller.origin(), caller.accountId(), Action.KEY_REVOKED, keyId, List.of(keyId));
            }
            entities.refresh(key);
        }
        return new RevokedKey(keyId, Objects.requireNonNull(key.revokedAt()));
    }
}
