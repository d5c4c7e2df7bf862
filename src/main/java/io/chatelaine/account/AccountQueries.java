package io.chatelaine.account;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.change.Change;
import io.chatelaine.change.UniqueInsert;
import io.chatelaine.key.PublicId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Queries of accounts; creates and changes them inside a change. */
@Singleton
public class AccountQueries {
    /** Slug of the account of the first admin key. */
    public static final String DEFAULT_SLUG = "default";

    private static final String NEWEST_FIRST = " ORDER BY a.createdAt DESC, a.id DESC";

    private final EntityManager entities;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public AccountQueries(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns the account {@code default}, and creates it if absent. */
    public Account requireDefault(Change change) {
        return find(DEFAULT_SLUG)
                .orElseGet(() -> create(change, DEFAULT_SLUG, "Default").orElseThrow());
    }

    /** Returns the account with exactly this slug. */
    public Optional<Account> find(String slug) {
        if (!Slug.is(slug)) {
            return Optional.empty();
        }
        return entities.createQuery("SELECT a FROM Account a WHERE a.slug = :slug", Account.class)
                .setParameter("slug", slug)
                .getResultStream()
                .findFirst();
    }

    /** Returns the account with exactly this slug inside a change, and locks its row until the end. */
    Optional<Account> lock(String slug) {
        // By id: a search by slug would lock more than the row on MySQL. A locking read returns the current row.
        return find(slug).map(found -> {
            entities.refresh(found, LockModeType.PESSIMISTIC_WRITE);
            return found;
        });
    }

    public Optional<Account> findById(String id) {
        return PublicId.mayBe(id) ? Optional.ofNullable(entities.find(Account.class, id)) : Optional.empty();
    }

    /** Returns at most {@code limit} accounts, newest first. */
    public List<Account> list(int limit) {
        return entities.createQuery("SELECT a FROM Account a" + NEWEST_FIRST, Account.class)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Returns at most {@code limit} accounts older than this one, newest first. */
    public List<Account> listAfter(Account last, int limit) {
        TypedQuery<Account> query = entities.createQuery(
                "SELECT a FROM Account a WHERE a.createdAt <= :createdAt AND (a.createdAt < :createdAt OR a.id < :id)"
                        + NEWEST_FIRST,
                Account.class);
        return query.setParameter("createdAt", last.createdAt())
                .setParameter("id", last.id())
                .setMaxResults(limit)
                .getResultList();
    }

    /** Creates an account. Returns empty if the slug is taken, also under concurrent calls. */
    Optional<Account> create(Change change, String slug, String name) {
        Account account = new Account(PublicId.ofAccount(random), slug, name, change.now());
        if (!UniqueInsert.run(entities, account)) {
            return Optional.empty();
        }
        change.audit(account.id(), AuditAction.ACCOUNT_CREATED, account.id());
        return Optional.of(account);
    }

    /** Renames an account. */
    void rename(Change change, Account account, String name) {
        update(change, account, "name", name);
        change.audit(account.id(), AuditAction.ACCOUNT_CHANGED, account.id());
    }

    /** Suspends an account, and with it all its keys, or resumes it. */
    void setEnabled(Change change, Account account, boolean enabled) {
        update(change, account, "enabled", enabled);
        change.audit(account.id(), enabled ? AuditAction.ACCOUNT_RESUMED : AuditAction.ACCOUNT_SUSPENDED, account.id());
    }

    private void update(Change change, Account account, String attribute, Object value) {
        int updated = entities.createQuery("UPDATE Account a SET a." + attribute + " = :value WHERE a.id = :id")
                .setParameter("value", value)
                .setParameter("id", account.id())
                .executeUpdate();
        if (updated != 1) {
            throw new IllegalStateException(updated + " accounts have the id " + account.id());
        }
        change.invalidateAccount(account.id());
        entities.refresh(account);
    }
}
