package io.chatelaine.account;

import io.chatelaine.database.DatabaseTime;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That an account wants keys of the tiers that are reviewed, and what came of it. Changed by conditional UPDATEs only. */
@Entity
@Table(name = "partner_application")
@Cacheable(false)
public class PartnerApplication {
    /** Where an application is; all but the first are final. */
    public static final String PENDING = "pending";

    public static final String APPROVED = "approved";
    public static final String REFUSED = "refused";

    @Id
    private String id = "";

    @ManyToOne(optional = false)
    @JoinColumn(name = "account_id")
    private Account account = new Account();

    @Column(name = "use_case")
    private String useCase = "";

    @Column(name = "expected_volume")
    private String expectedVolume = "";

    private String status = "";
    private @Nullable String reason;

    @Column(name = "created_at")
    private String createdAt = "";

    @Column(name = "created_by")
    private String createdBy = "";

    @Column(name = "decided_at")
    private @Nullable String decidedAt;

    protected PartnerApplication() {}

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

    /** Why it was refused; null where it was not. */
    public @Nullable String reason() {
        return reason;
    }

    public Instant createdAt() {
        return DatabaseTime.parse(createdAt);
    }

    /** The id of the key that asked. */
    public String createdBy() {
        return createdBy;
    }

    public @Nullable Instant decidedAt() {
        return decidedAt == null ? null : DatabaseTime.parse(decidedAt);
    }
}
