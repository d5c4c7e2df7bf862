package io.chatelaine.account;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.change.Change;
import io.chatelaine.change.UniqueInsert;
import io.chatelaine.key.PublicId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Queries of applications; creates and decides them inside a change. An account has at most one pending application.
 */
@Singleton
public class ApplicationQueries {
    /** LEFT, although each application has an account: otherwise MySQL may start with the accounts, and sort. */
    private static final String SELECT = "SELECT p FROM PartnerApplication p LEFT JOIN FETCH p.account WHERE 1 = 1";

    private static final String OLDER = " AND p.createdAt <= :createdAt AND (p.createdAt < :createdAt OR p.id < :last)";

    private final EntityManager entities;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public ApplicationQueries(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Filter of a list of applications.
     *
     * @param accountId null if every account matches
     * @param status null if every status matches
     */
    public record ApplicationQuery(
            @Nullable String accountId, @Nullable String status) {
        private String condition() {
            return (accountId == null ? "" : " AND p.account.id = :account")
                    + (status == null ? "" : " AND p.status = :status");
        }

        /** Returns an order by all columns of the matching index; with fewer columns, H2 sorts. */
        private String newestFirst() {
            String first = accountId != null ? "p.account.id, " : status != null ? "p.status, " : "";
            return " ORDER BY " + first + "p.createdAt DESC, p.id DESC";
        }

        private void bind(TypedQuery<?> query) {
            if (accountId != null) {
                query.setParameter("account", accountId);
            }
            if (status != null) {
                query.setParameter("status", status);
            }
        }
    }

    /** @param accountId the account that the application must belong to; null if any */
    public Optional<PartnerApplication> find(String id, @Nullable String accountId) {
        if (!PublicId.mayBe(id)) {
            return Optional.empty();
        }
        // By id alone: with both conditions, H2 would search all applications of the account.
        return Optional.ofNullable(entities.find(PartnerApplication.class, id))
                .filter(there -> accountId == null || there.account().id().equals(accountId));
    }

    /**
     * Returns at most {@code limit} applications, newest first.
     *
     * @param last the last application of the previous page; null if the list starts with the newest
     */
    public List<PartnerApplication> list(ApplicationQuery asked, @Nullable PartnerApplication last, int limit) {
        TypedQuery<PartnerApplication> query = query(asked, (last == null ? "" : OLDER) + asked.newestFirst());
        if (last != null) {
            query.setParameter("createdAt", last.createdAt()).setParameter("last", last.id());
        }
        return query.setMaxResults(limit).getResultList();
    }

    private TypedQuery<PartnerApplication> query(ApplicationQuery asked, String further) {
        TypedQuery<PartnerApplication> query =
                entities.createQuery(SELECT + asked.condition() + further, PartnerApplication.class);
        asked.bind(query);
        return query;
    }

    public boolean isApproved(String accountId) {
        return !entities.createQuery(
                        "SELECT p.id FROM PartnerApplication p WHERE p.account.id = :account AND p.status = :status",
                        String.class)
                .setParameter("account", accountId)
                .setParameter("status", PartnerApplication.APPROVED)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Creates an application. Returns empty if the account has a pending one, also under concurrent calls. */
    Optional<PartnerApplication> create(Change change, String accountId, String useCase, String expectedVolume) {
        Account account = entities.find(Account.class, accountId);
        PartnerApplication application = new PartnerApplication(
                PublicId.ofApplication(random),
                account,
                useCase,
                expectedVolume,
                change.now(),
                change.actor().id());
        if (!UniqueInsert.run(entities, application)) {
            return Optional.empty();
        }
        change.audit(accountId, AuditAction.PARTNER_APPLIED, application.id());
        return Optional.of(application);
    }

    /**
     * Approves or refuses an application. Of concurrent decisions, one succeeds.
     *
     * @param reason the reason of a refusal; null if approved
     * @return whether this call decided the application
     */
    boolean decide(Change change, PartnerApplication application, @Nullable String reason) {
        int decided = entities.createQuery("UPDATE PartnerApplication p SET p.status = :status, p.reason = :reason,"
                        + " p.pendingAccount = NULL, p.decidedAt = :now WHERE p.id = :id AND p.status = :pending")
                .setParameter("status", reason == null ? PartnerApplication.APPROVED : PartnerApplication.REFUSED)
                .setParameter("reason", reason)
                .setParameter("now", change.now())
                .setParameter("id", application.id())
                .setParameter("pending", PartnerApplication.PENDING)
                .executeUpdate();
        if (decided == 1) {
            change.audit(
                    application.account().id(),
                    reason == null ? AuditAction.PARTNER_APPROVED : AuditAction.PARTNER_REFUSED,
                    application.id());
            entities.refresh(application);
        }
        return decided == 1;
    }
}
