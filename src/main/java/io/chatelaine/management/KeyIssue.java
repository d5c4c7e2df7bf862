package io.chatelaine.management;

import io.chatelaine.audit.Actor.Kind;
import io.chatelaine.audit.AuditAction;
import io.chatelaine.change.Change;
import io.chatelaine.change.ChangeTurns;
import io.chatelaine.key.KeyFormat;
import io.chatelaine.key.PlaintextKey;
import io.chatelaine.key.PublicId;
import io.chatelaine.key.Scope;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Issue of a key: its row, its format, its audit entry. */
@Singleton
public class KeyIssue {
    private final EntityManager entities;
    private final ChangeTurns turns;
    private final KeyCount keyCount;
    private final SecureRandom random = new SecureRandom();
    /** The format that the last issue found in the database. */
    private volatile @Nullable KeyFormat stored;

    @Inject
    public KeyIssue(EntityManager entities, ChangeTurns turns, KeyCount keyCount) {
        this.entities = entities;
        this.turns = turns;
        this.keyCount = keyCount;
    }

    /**
     * Issues a key in the account that the caller works on.
     *
     * @throws ConflictException if the account has the maximum of keys
     */
    IssuedKey issue(NewKey asked, KeyFormat format, Caller caller) {
        return turns.giving(caller, Scope.KEYS_WRITE, keyCount.locks(caller), change -> {
            keyCount.requireRoom(caller);
            return issue(change, asked, format, caller.accountId());
        });
    }

    /** Issues a key inside a change. The calling code has checked the caller's rights. */
    public IssuedKey issue(Change change, NewKey asked, KeyFormat format, String accountId) {
        PlaintextKey plaintext = format.generate(asked.environment(), random);
        remember(format);
        String createdBy =
                change.actor().is(Kind.SERVER) ? null : change.actor().id();
        ApiKey key = new ApiKey(PublicId.ofKey(random), accountId, asked, plaintext, createdBy, change.now());
        entities.persist(key);
        entities.flush();
        change.audit(accountId, AuditAction.KEY_ISSUED, key.id());
        return new IssuedKey(key, plaintext);
    }

    /** Stores the format of the key, once for all keys, so that they stay valid when the settings change. */
    private void remember(KeyFormat format) {
        if (format.equals(stored)) {
            return;
        }
        int added = entities.createNativeQuery(
                        "INSERT IGNORE INTO key_format (prefix, alphabet, length, checksum) VALUES (?1, ?2, ?3, ?4)")
                .setParameter(1, format.prefix())
                .setParameter(2, format.alphabet().name())
                .setParameter(3, format.length())
                .setParameter(4, format.checksum())
                .executeUpdate();
        if (added == 0) {
            // It is committed: the INSERT would have waited for a row of another change, and a change issues one key.
            stored = format;
        }
    }
}
