package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.change.IdempotencyAttempt;
import io.chatelaine.change.IdempotencyKey;
import io.chatelaine.key.Environment;
import io.chatelaine.request.ConflictException;
import io.chatelaine.testing.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An account never exceeds its maximum of unrevoked, unexpired keys, also under concurrent requests. */
class MaxKeysOnDatabaseTest extends OnDatabase {
    private static final String MAX_KEYS = "chatelaine.account.max-keys";

    @Test
    void oneMoreThanThereMayBeIsRefused() {
        settings(MAX_KEYS, "3");
        issue("One", caller);
        issue(new NewKey("Test", Environment.TEST, null, scopes(), null), caller);
        change(issue("Disabled counts", caller), switched(false), caller);
        String state = state();

        assertThatThrownBy(() -> issue("Four", caller))
                .isInstanceOf(ConflictException.class)
                .hasMessage("This account has 3 keys that are neither revoked nor expired, which is the maximum."
                        + " Revoke one first.");
        assertThat(state()).isEqualTo(state);
        issue("Another account's", caller.on(account("acc_other")));
    }

    @Test
    void neitherRevokedNorExpiredOnesCount() {
        settings(MAX_KEYS, "2");
        issue(new NewKey("Expired", Environment.LIVE, null, scopes(), Instant.parse("2020-01-01T00:00:00Z")), caller);
        revoke(issue("Revoked", caller), caller);
        issue("One", caller);
        issue("Two", caller);
        assertThatThrownBy(() -> issue("Three", caller)).isInstanceOf(ConflictException.class);
    }

    @Test
    void rotationAndRequestSentAgainNeedNoRoom() {
        settings(MAX_KEYS, "2");
        String one = issue("One", caller);
        IdempotencyKey key = IdempotencyKey.of("k", new byte[0]);
        send(key);
        send(key);
        jvm.call(wiring -> wiring.rotation().rotate(one, Duration.ofHours(1), FORMAT, caller));
        assertThat(audited(AuditAction.KEY_VOIDED)).isEqualTo(1);
        assertThatThrownBy(() -> send(IdempotencyKey.of("other", new byte[0]))).isInstanceOf(ConflictException.class);
    }

    private void send(IdempotencyKey key) {
        IdempotencyAttempt attempt = jvm.call(wiring -> wiring.idempotentIssue().begin(key, caller));
        jvm.call(wiring -> wiring.idempotentIssue().issue(key("Sent"), FORMAT, caller, attempt));
    }

    @Test
    void accountThatIsAboveKeepsItsKeysAndNoneIsNoBound() {
        settings(MAX_KEYS, "none");
        String one = issue("One", caller);
        issue("Two", caller);
        settings(MAX_KEYS, "1");
        assertThatThrownBy(() -> issue("Three", caller)).isInstanceOf(ConflictException.class);
        assertThat(find(one, caller).revokedAt()).isNull();
        change(one, name("Still changed"), caller);
    }

    @Test
    void ofHundredAtOnceForTheLastPlaceOneGetsIt() throws Exception {
        settings(MAX_KEYS, "5");
        for (int i = 0; i < 4; i++) {
            issue("Key " + i, caller);
        }
        List<Integer> made = AtOnce.atOnce(100, thread -> {
            try {
                issue("Raced", caller);
                return 1;
            } catch (ConflictException e) {
                return 0;
            }
        });
        assertThat(made.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
        assertThat(number("SELECT COUNT(*) FROM api_key WHERE name = 'Raced'")).isEqualTo(1);
    }
}
