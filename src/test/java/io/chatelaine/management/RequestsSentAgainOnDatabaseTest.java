package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.change.IdempotencyAttempt;
import io.chatelaine.change.IdempotencyKey;
import io.chatelaine.change.IdempotencySweep;
import io.chatelaine.database.DatabaseTime;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A repeated request for a key, in each state of the first one. */
class RequestsSentAgainOnDatabaseTest extends OnDatabase {
    private static IdempotencyKey key(String text, String request) {
        return IdempotencyKey.of(text, request.getBytes(StandardCharsets.UTF_8));
    }

    private IdempotencyAttempt begin(IdempotencyKey key) {
        return jvm.call(wiring -> wiring.idempotentIssue().begin(key, caller));
    }

    private String issue(IdempotencyAttempt attempt) {
        return jvm.call(wiring -> wiring.idempotentIssue().issue(key("Again"), FORMAT, caller, attempt))
                .key()
                .id();
    }

    private String send(String text, String request) {
        return issue(begin(key(text, request)));
    }

    private void set(String column, Duration ago) {
        execute("UPDATE idempotent_issue SET " + column + " = '"
                + DatabaseTime.of(jvm.now().minus(ago)) + "'");
    }

    @Test
    void secondKeyVoidsTheFirstInOneTransaction() {
        String first = send("k", "body");
        String second = send("k", "body");

        assertThat(second).isNotEqualTo(first);
        assertThat(find(first, caller).revokedAt()).isNotNull();
        assertThat(find(second, caller).revokedAt()).isNull();
        assertThat(audited(AuditAction.KEY_VOIDED, first)).isEqualTo(1);
        assertThat(epoch()).isEqualTo(1);
        assertThat(text("SELECT key_id FROM change_log")).isEqualTo(first);

        String third = send("k", "body");
        assertThat(ids(list("active", 100, null, caller))).containsExactly(third);
    }

    @Test
    void anotherRequestIsRefused() {
        send("k", "body");
        String state = state();
        assertThatThrownBy(() -> send("k", "Body")).isInstanceOf(InvalidRequestException.class);
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void anotherCallerOrAnotherKeyIsAnotherRequest() {
        String first = send("k", "body");
        send("K", "body");
        jvm.caller("key_second", "admin", caller.environment());
        Caller second = as("key_second").on(caller.accountId());
        IdempotencyAttempt attempt = jvm.call(wiring -> wiring.idempotentIssue().begin(key("k", "other"), second));
        assertThat(attempt.made()).isNull();
        assertThat(find(first, caller).revokedAt()).isNull();
    }

    @Test
    void usedOrRevokedKeyIsNotReplaced() {
        String used = send("used", "body");
        execute("UPDATE api_key SET first_use_awaited = FALSE WHERE id = '" + used + "'");
        String revoked = send("revoked", "body");
        revoke(revoked, caller);
        for (String text : List.of("used", "revoked")) {
            IdempotencyAttempt attempt = begin(key(text, "body"));
            String keys = text("SELECT * FROM api_key ORDER BY id");
            assertThatThrownBy(() -> issue(attempt)).isInstanceOf(ConflictException.class);
            assertThat(text("SELECT * FROM api_key ORDER BY id")).isEqualTo(keys);
        }
    }

    @Test
    void whileOneRunsAnotherIsRefused() {
        IdempotencyAttempt running = begin(key("k", "body"));
        assertThatThrownBy(() -> begin(key("k", "body"))).isInstanceOf(ConflictException.class);

        String made = issue(running);
        assertThat(begin(key("k", "body")).made()).isEqualTo(made);
        assertThatThrownBy(() -> begin(key("k", "body"))).isInstanceOf(ConflictException.class);
    }

    @Test
    void tryThatWasAbandonedLeavesTheWayFree() {
        IdempotencyAttempt attempt = begin(key("k", "body"));
        jvm.inTransaction(wiring -> {
            wiring.attempts().abandon(attempt);
            return true;
        });
        assertThat(begin(key("k", "body")).made()).isNull();
    }

    @Test
    void tryOfADeadNodeIsGivenUpAndCanNoLongerEndWell() {
        IdempotencyAttempt dead = begin(key("k", "body"));
        set("attempted_at", Duration.ofSeconds(61));
        IdempotencyAttempt next = begin(key("k", "body"));

        String state = state();
        assertThatThrownBy(() -> issue(dead)).isInstanceOf(ConflictException.class);
        assertThat(state()).isEqualTo(state);
        assertThat(find(issue(next), caller).revokedAt()).isNull();
    }

    @Test
    void whatIsOlderThanADayIsForgotten() {
        String first = send("k", "body");
        set("created_at", Duration.ofHours(23));
        String second = send("k", "body");
        assertThat(find(first, caller).revokedAt()).isNotNull();
        set("created_at", Duration.ofHours(25));

        String third = send("k", "another body");
        assertThat(find(second, caller).revokedAt()).isNull();
        assertThat(find(third, caller).revokedAt()).isNull();
        assertThat(number("SELECT COUNT(*) FROM idempotent_issue")).isEqualTo(1);
    }

    @Test
    void sweepRemovesWhatIsForgottenAndNothingElse() throws SQLException {
        send("old", "body");
        set("created_at", Duration.ofHours(25));
        send("young", "body");
        boolean done = IdempotencySweep.run(jvm.dataSource(), jvm.clock());
        assertThat(done).isTrue();
        assertThat(number("SELECT COUNT(*) FROM idempotent_issue")).isEqualTo(1);
    }

    @Test
    void nothingThatTheClientSentIsKept() {
        send("a-client's-own-secret", "the body");
        assertThat(text("SELECT * FROM idempotent_issue")).doesNotContain("secret", "the body");
    }
}
