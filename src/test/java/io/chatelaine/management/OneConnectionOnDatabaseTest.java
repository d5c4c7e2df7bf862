package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.account.AccountPatch;
import io.chatelaine.audit.AuditAction;
import io.chatelaine.change.IdempotencyAttempt;
import io.chatelaine.change.IdempotencyKey;
import io.chatelaine.management.KeySelection.Criteria;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change takes one connection and never waits for a second one: the pool here has only one. */
class OneConnectionOnDatabaseTest extends OnDatabase {
    @BeforeEach
    void leaveOne() throws SQLException {
        issueAdmin();
        jvm.connections(1);
    }

    @Test
    void eachChangeOfKeyNeedsOne() {
        String id = issue("One", caller);
        assertThat(change(id, name("Two"), caller).name()).isEqualTo("Two");
        assertThat(change(id, ending(Instant.parse("2099-01-01T00:00:00Z")), caller)
                        .expiresAt())
                .isEqualTo("2099-01-01T00:00:00Z");
        String next = jvm.call(wiring -> wiring.rotation().rotate(id, Duration.ofHours(1), FORMAT, caller))
                .key()
                .id();
        assertThat(revokeAll(next, caller).id()).isEqualTo(next);
        Criteria selection = new Criteria(null, null, null, "Two");
        assertThat(jvm.call(wiring -> wiring.revocation().count(selection, caller))
                        .matched())
                .isEqualTo(1);
        assertThat(jvm.call(wiring -> wiring.revocation().revoke(selection, 1, "left", caller))
                        .matched())
                .isEqualTo(1);
        assertThat(audited(AuditAction.KEY_REVOKED)).isEqualTo(2);
    }

    @Test
    void requestThatIsSentAgainNeedsOne() {
        IdempotencyKey key = IdempotencyKey.of("k", new byte[0]);
        for (int i = 0; i < 2; i++) {
            IdempotencyAttempt attempt =
                    jvm.call(wiring -> wiring.idempotentIssue().begin(key, caller));
            jvm.call(wiring -> wiring.idempotentIssue().issue(key("Again"), FORMAT, caller, attempt));
        }
        assertThat(audited(AuditAction.KEY_VOIDED)).isEqualTo(1);
    }

    @Test
    void eachChangeOfAccountAndApplicationNeedsOne() {
        jvm.call(wiring -> wiring.accountChanges().create("tenant", "Tenant", caller));
        jvm.call(wiring -> wiring.accountChanges().change("tenant", new AccountPatch("T", false), caller));
        String id = jvm.call(wiring -> wiring.review().apply("use", "volume", caller))
                .id();
        assertThat(jvm.call(wiring -> wiring.review().decide(id, null, caller)).status())
                .isEqualTo("approved");
        assertThat(audited(AuditAction.ACCOUNT_SUSPENDED)).isEqualTo(1);
    }
}
