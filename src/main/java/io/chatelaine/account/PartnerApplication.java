package io.chatelaine.account;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Application of an account for keys of reviewed tiers, and its decision. Only conditional UPDATEs change it. */
@Entity
@Table(name = "partner_application")
@Cacheable(false)
public class PartnerApplication {
    /** Status before the decision. The other two are final. */
    public static final String PENDING = "pending";

    public static final String APPROVED = "approved";
    public static final String REFUSED = "refused";

    @Id
    private String id = "";

    @ManyToOne(optional = false)
    @JoinColumn(name = "account_id")
    private Account account = new Account();

    /** The id of the account while pending, then null: the column is unique. */
    @SuppressWarnings("unused")
    @Column(name = "pending_account")
    private @Nullable String pendingAccount;

    @Column(name = "use_case")
    private String useCase = "";

    @Column(name = "expected_volume")
    private String expectedVolume = "";

    private String status = "";
    private @Nullable String reason;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "created_by")
    private String createdBy = "";

    @Column(name = "decided_at")
    private @Nullable Instant decidedAt;

    protected PartnerApplication() {}

    PartnerApplication(
            String id, Account account, String useCase, String expectedVolume, Instant createdAt, String createdBy) {
        this.id = id;
        this.account = account;
        this.pendingAccount = account.id();
        this.useCase = useCase;
        this.expectedVolume = expectedVolume;
        this.status = PENDING;
        this.createdAt = createdAt;
        this.createdBy = createdBy;
    }

    public String id() {
        return id;
    }

    public Account account() {
        return account;
    }

    public String useCase() {
        return useCase;
    }

    public String expectedVolume() {
        return expectedVolume;
    }

    public String status() {
        return status;
    }

    /** Returns the reason of the refusal; null if not refused. */
    public @Nullable String reason() {
        return reason;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Returns the id of the key that applied. */
    public String createdBy() {
        return createdBy;
    }

    public @Nullable Instant decidedAt() {
        return decidedAt;
    }
}
