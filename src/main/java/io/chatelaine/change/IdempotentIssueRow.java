package io.chatelaine.change;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Request for a key that a client may repeat, and its last attempt. Only conditional UPDATEs change it. */
@Entity
@Table(name = "idempotent_issue")
@Cacheable(false)
@IdClass(IdempotentIssueRow.Key.class)
@SuppressWarnings("unused")
class IdempotentIssueRow {
    @Id
    @Column(name = "caller_id")
    private String callerId = "";

    @Id
    @Column(name = "idempotency_hash")
    private String idempotencyHash = "";

    @Column(name = "request_hash")
    private String requestHash = "";

    /** The id of the issued key; null if none. */
    @Column(name = "key_id")
    private @Nullable String keyId;

    /** The id of the running attempt; null if none. */
    private @Nullable String attempt;

    @Column(name = "attempted_at")
    private Instant attemptedAt = Instant.EPOCH;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    protected IdempotentIssueRow() {}

    IdempotentIssueRow(IdempotencyAttempt first, Instant now) {
        this.callerId = first.callerId();
        this.idempotencyHash = first.key().hash();
        this.requestHash = first.key().requestHash();
        this.attempt = first.id();
        this.attemptedAt = now;
        this.createdAt = now;
    }

    /** Primary key of the row. */
    public static final class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private String callerId = "";
        private String idempotencyHash = "";

        /** The provider sets the fields. */
        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && key.callerId.equals(callerId)
                    && key.idempotencyHash.equals(idempotencyHash);
        }

        @Override
        public int hashCode() {
            return Objects.hash(callerId, idempotencyHash);
        }
    }
}
