package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.audit.Actor;
import io.chatelaine.audit.AuditAction;
import io.chatelaine.audit.AuditContext;
import io.chatelaine.key.Environment;
import io.chatelaine.key.PublicId;
import io.chatelaine.management.KeyRevocation.RevokedKey;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.InvalidQueryException;
import io.chatelaine.request.LastAdminKeyException;
import io.chatelaine.request.NotFoundException;
import jakarta.persistence.PersistenceException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each change of a key is complete in the database, or absent. */
class TransactionsOnDatabaseTest extends OnDatabase {
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");
    private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");
    /** Makes the audit entry fail after the key is written: the request id is too long. */
    private static final AuditContext TOO_LONG = new AuditContext(Actor.key("key_caller"), null, "x".repeat(65));

    private Caller callerWith(AuditContext context) {
        return new Caller(
                caller.accountId(),
                caller.environment(),
                caller.scopes(),
                caller.expiresAt(),
                caller.restrictions(),
                caller.settings(),
                context);
    }

    @Test
    void issuedKeyIsFoundAsItWasIssued() {
        NewKey asked = new NewKey("Ключ 🔑", Environment.LIVE, "gold", scopes("keys:read", "keys:write"), FAR);
        IssuedKey issued = jvm.call(wiring -> wiring.issue().issue(asked, FORMAT, caller));

        ApiKey found = find(issued.key().id(), caller);

        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("createdAt", "expiresAt", "state")
                .isEqualTo(issued.key());
        assertThat(found.createdAt()).isEqualTo(issued.key().createdAt());
        assertThat(found.name()).isEqualTo("Ключ 🔑");
        assertThat(found.expiresAt()).isEqualTo(FAR);
        assertThat(found.createdBy()).isEqualTo("key_caller");
        assertThat(hash(found.id())).isEqualTo(issued.plaintext().hash().bytes());
        assertThat(audited(AuditAction.KEY_ISSUED, found.id())).isEqualTo(1);
        assertThat(epoch()).isZero();
    }

    @Test
    void revokingTwiceAnswersTheSameTimeAndLeavesOneTrace() {
        String id = issue("Twice", caller);

        RevokedKey first = revoke(id, caller);
        RevokedKey second = revoke(id, caller);

        assertThat(second).isEqualTo(first);
        assertThat(find(id, caller).revokedAt()).isEqualTo(first.revokedAt());
        assertThat(audited(AuditAction.KEY_REVOKED, id)).isEqualTo(1);
        assertThat(epoch()).isEqualTo(1);
        assertThat(text("SELECT CONCAT(n, ' ', key_id) FROM change_log")).isEqualTo("1 " + id);
    }

    @Test
    void actorThatIsNoKeyDoesNotPassAsTheKeyWithItsId() {
        for (Actor actor : List.of(Actor.person("key_caller"), new Actor(Actor.Kind.SERVER, "key_caller"))) {
            AuditContext context = new AuditContext(actor, "127.0.0.1", "req_test");
            Caller other = callerWith(context);
            String state = state();
            assertThatThrownBy(() -> issue("Stolen", other)).isInstanceOf(ConflictException.class);
            assertThat(state()).isEqualTo(state);
        }
        issue("Own", caller);
    }

    @Test
    void keyOfAnotherAccountDoesNotExistAndStaysAsItIs() {
        String id = issue("Mine", caller);
        Caller stranger = caller(account("acc_stranger"), Environment.LIVE);
        String state = state();

        assertThatThrownBy(() -> revoke(id, stranger)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> find(id, stranger)).isInstanceOf(NotFoundException.class);
        assertThat(list("all", 100, null, stranger).page().items()).isEmpty();
        assertThatThrownBy(() -> list("all", 100, id, stranger)).isInstanceOf(InvalidQueryException.class);

        assertThat(state()).isEqualTo(state);
    }

    @Test
    void testCallerSeesTestKeysOnly() {
        String live = issue("Live", caller);
        String test = issue(new NewKey("Test", Environment.TEST, null, scopes(), null), caller);
        Caller tester = caller(caller.accountId(), Environment.TEST);

        assertThat(ids(list("all", 100, null, tester))).containsExactly(test);
        assertThat(ids(list("all", 100, null, caller))).containsExactly(test, live);
        assertThatThrownBy(() -> find(live, tester)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> revoke(live, tester)).isInstanceOf(NotFoundException.class);
        assertThat(find(live, caller).revokedAt()).isNull();
        assertThat(revoke(test, tester).id()).isEqualTo(test);
    }

    @Test
    void lastAdminKeyCannotBeRevoked() {
        String admin = issueAdmin();
        // None of these is an active admin key.
        issue("No admin", caller);
        issue(new NewKey("Expired", Environment.LIVE, null, scopes("admin"), PAST), caller);
        issue(new NewKey("Test", Environment.TEST, null, scopes("admin"), null), caller);
        String disabled = issueAdmin();
        execute("UPDATE api_key SET enabled = FALSE WHERE id = '" + disabled + "'");
        Caller other = caller(account("acc_suspended"), Environment.LIVE);
        issue(admin(), other);
        execute("UPDATE account SET enabled = FALSE WHERE id = 'acc_suspended'");
        String state = state();

        assertThatThrownBy(() -> revoke(admin, caller)).isInstanceOf(LastAdminKeyException.class);

        assertThat(state()).isEqualTo(state);
        String second = issueAdmin();
        revoke(admin, caller);
        assertThatThrownBy(() -> revoke(second, caller)).isInstanceOf(LastAdminKeyException.class);
    }

    @Test
    void issueThatFailsAfterTheRowLeavesNothing() {
        String state = state();
        Caller tooLong = callerWith(TOO_LONG);

        assertThatThrownBy(() -> issue("Half", tooLong)).isInstanceOf(PersistenceException.class);

        assertThat(state()).isEqualTo(state);
        assertThat(number("SELECT COUNT(*) FROM key_format")).isZero();
    }

    @Test
    void secondKeyOfTheSameHashUndoesItsWholeTransaction() {
        String state = state();

        assertThatThrownBy(() -> jvm.inTransaction(wiring -> {
                    IssuedKey issued = wiring.issue().issue(key("Original"), FORMAT, caller);
                    wiring.entities.persist(new ApiKey(
                            PublicId.ofKey(new SecureRandom()),
                            caller.accountId(),
                            key("Copy"),
                            issued.plaintext(),
                            null,
                            FAR));
                    return issued;
                }))
                .isInstanceOf(PersistenceException.class)
                .hasStackTraceContaining("api_key_hash");

        assertThat(state()).isEqualTo(state);
    }

    @Test
    void revokeThatFailsAtAnyPointLeavesTheKeyInForce() {
        String id = issue("Wanted", caller);
        String state = state();
        Caller tooLong = callerWith(TOO_LONG);

        assertThatThrownBy(() -> revoke(id, tooLong)).isInstanceOf(PersistenceException.class);
        assertThatThrownBy(() -> jvm.inTransaction(wiring -> {
                    wiring.revocation().revoke(id, false, null, caller);
                    throw new IllegalStateException("after all was done, before the commit");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(state()).isEqualTo(state);
        assertThat(find(id, caller).revokedAt()).isNull();
        revoke(id, caller);
        assertThat(epoch()).isEqualTo(1);
    }
}
