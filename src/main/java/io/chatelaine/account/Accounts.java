package io.chatelaine.account;

import io.chatelaine.change.Action;
import io.chatelaine.change.Changes;
import io.chatelaine.change.Origin;
import io.chatelaine.key.PublicId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Instant;

/** Finding and making accounts, in the caller's transaction. */
@Singleton
public class Accounts {
    /** The account of the first admin key. */
    public static final String DEFAULT_SLUG = "default";

    private final EntityManager entities;
    private final Changes changes;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public Accounts(EntityManager entities, Changes changes) {
        this.entities = entities;
        this.changes = changes;
    }

    /** The account {@code default}, made if it is not there. */
    public Account requireDefault(Origin origin, Instant now) {
        return entities.createQuery("SELECT a FROM Account a WHERE a.slug = :slug", Account.class)
                .setParameter("slug", DEFAULT_SLUG)
                .getResultStream()
                .findFirst()
                .orElseGet(() -> create(DEFAULT_SLUG, "Default", origin, now));
    }

    private Account create(String slug, String name, Origin origin, Instant now) {
        Account account = new Account(PublicId.ofAccount(random), slug, name, now);
        entities.persist(account);
        entities.flush();
        changes.record(origin, account.id(), Action.ACCOUNT_CREATED, account.id());
        return account;
    }
}
