package io.chatelaine.management;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.audit.AuditContext;
import io.chatelaine.change.ChangeClock;
import io.chatelaine.change.ChangeRecorder;
import io.chatelaine.key.KeyFormat;
import io.chatelaine.key.PlaintextKey;
import io.chatelaine.key.PublicId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;

/** The making of one key, in the caller's transaction: its row, its format remembered, its audit row. */
@Singleton
public class KeyIssue {
    private final EntityManager entities;
    private final ChangeRecorder changes;
    private final ChangeClock clock;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public KeyIssue(EntityManager entities, ChangeRecorder changes, ChangeClock clock) {
        this.entities = entities;
        this.changes = changes;
        this.clock = clock;
    }

    public IssuedKey issue(NewKey asked, KeyFormat format, String accountId, AuditContext context) {
        PlaintextKey plaintext = format.generate(asked.environment(), random);
        remember(format);
        String createdBy = context.equals(AuditContext.START) ? null : context.actor();
        ApiKey key = new ApiKey(PublicId.ofKey(random), accountId, asked, plaintext, createdBy, clock.now());
        entities.persist(key);
        entities.flush();
        changes.record(context, accountId, AuditAction.KEY_ISSUED, key.id());
        return new IssuedKey(key, plaintext);
    }

    private void remember(KeyFormat format) {
        entities.createNativeQuery(
                        "INSERT IGNORE INTO key_format (prefix, alphabet, length, checksum) VALUES (?1, ?2, ?3, ?4)")
                .setParameter(1, format.prefix())
                .setParameter(2, format.alphabet().name())
                .setParameter(3, format.length())
                .setParameter(4, format.checksum())
                .executeUpdate();
    }
}
