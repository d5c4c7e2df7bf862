package io.chatelaine.account;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.audit.AuditContext;
import io.chatelaine.change.ChangeRecorder;
import io.chatelaine.database.DatabaseTime;
import io.chatelaine.key.PublicId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finding, making and changing accounts, in the caller's transaction. */
@Singleton
public class AccountQueries {
    /** The account of the first admin key. */
    public static final String DEFAULT_SLUG = "default";

    private static final String NEWEST_FIRST = " ORDER BY a.createdAt DESC, a.id DESC";

    private final EntityManager entities;
    private final ChangeRecorder changes;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public AccountQueries(EntityManager entities, ChangeRecorder changes) {
        this.entities = entities;
        this.changes = changes;
    }

    /** The account {@code default}, made if it is not there. */
    public Account requireDefault(AuditContext context, Instant now) {
        return find(DEFAULT_SLUG)
                .orElseGet(() -> create(DEFAULT_SLUG, "Default", context, now).orElseThrow());
    }

    /** The account of exactly that slug. */
    public Optional<Account> find(String slug) {
        if (!Slug.is(slug)) {
            return Optional.empty();
        }
        return entities.createQuery("SELECT a FROM Account a WHERE a.slug = :slug", Account.class)
                .setParameter("slug", slug)
                .getResultStream()
                .findFirst();
    }

    public Optional<Account> findById(String id) {
        return PublicId.mayBe(id) ? Optional.ofNullable(entities.find(Account.class, id)) : Optional.empty();
    }

    /** At most so many accounts, newest first. */
    public List<Account> list(int limit) {
        return entities.createQuery("SELECT a FROM Account a" + NEWEST_FIRST, Account.class)
                .setMaxResults(limit)
                .getResultList();
    }

    /** At most so many of those that are older than this one. */
    public List<Account> listAfter(Account last, int limit) {
        TypedQuery<Account> query = entities.createQuery(
                "SELECT a FROM Account a WHERE a.createdAt <= :createdAt AND (a.createdAt < :createdAt OR a.id < :id)"
                        + NEWEST_FIRST,
                Account.class);
        return query.setParameter("createdAt", DatabaseTime.of(last.createdAt()))
                .setParameter("id", last.id())
                .setMaxResults(limit)
                .getResultList();
    }

    /** Makes an account; empty where the slug is taken, however many try at once. */
    public Optional<Account> create(String slug, String name, AuditContext context, Instant now) {
        String id = PublicId.ofAccount(random);
        int made = entities.createNativeQuery(
                        "INSERT IGNORE INTO account (id, slug, name, enabled, created_at) VALUES (?1, ?2, ?3, TRUE, ?4)")
                .setParameter(1, id)
                .setParameter(2, slug)
                .setParameter(3, name)
                .setParameter(4, DatabaseTime.of(now))
                .executeUpdate();
        if (made == 0) {
            return Optional.empty();
        }
        changes.record(context, id, AuditAction.ACCOUNT_CREATED, id);
        return findById(id);
    }

    /** Gives the account a name and says so in the audit. */
    public void rename(Account account, String name, AuditContext context) {
        update(account, "name", name);
        changes.record(context, account.id(), AuditAction.ACCOUNT_CHANGED, account.id());
    }

    /** Suspends the account and so all its keys, or resumes it. Where it suspends, it is the last thing to be done. */
    public void setEnabled(Account account, boolean enabled, AuditContext context) {
        update(account, "enabled", enabled);
        changes.record(
                context,
                account.id(),
                enabled ? AuditAction.ACCOUNT_RESUMED : AuditAction.ACCOUNT_SUSPENDED,
                account.id());
        if (!enabled) {
            changes.suspended(account.id());
        }
    }

    private void update(Account account, String column, Object value) {
        int updated = entities.createNativeQuery("UPDATE account SET " + column + " = ?1 WHERE id = ?2")
                .setParameter(1, value)
                .setParameter(2, account.id())
                .executeUpdate();
        if (updated != 1) {
            throw new IllegalStateException(updated + " accounts have the id " + account.id());
        }
        entities.refresh(account);
    }
}
