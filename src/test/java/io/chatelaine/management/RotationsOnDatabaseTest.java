package io.chatelaine.management;

import static io.chatelaine.testing.AtOnce.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyStatus;
import io.chatelaine.management.KeyChange.KeyPatch;
import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.LastAdminKeyException;
import io.chatelaine.request.MissingScopeException;
import io.chatelaine.request.NotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotationsOnDatabaseTest extends OnDatabase {
    private static final Instant FAR = Instant.parse("2099-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    private ApiKey rotate(String id, Duration grace, Caller by) {
        return jvm.call(wiring -> wiring.rotation().rotate(id, grace, FORMAT, by))
                .key();
    }

    @Test
    void newKeyHasTheRightsOfTheOldOneWhichEndsAfterItsGrace() {
        String id =
                issue(new NewKey("Orders", Environment.TEST, "free", scopes("keys:read", "keys:write"), FAR), caller);
        Instant before = jvm.now();
        ApiKey made = rotate(id, DAY, caller);
        ApiKey old = find(id, caller);

        assertThat(made.name()).isEqualTo("Orders");
        assertThat(made.environment()).isEqualTo(Environment.TEST);
        assertThat(made.tier()).isEqualTo("free");
        assertThat(made.scopes()).isEqualTo(old.scopes());
        assertThat(made.expiresAt()).isEqualTo(FAR);
        assertThat(made.replaces()).isEqualTo(id);
        assertThat(made.createdBy()).isEqualTo("key_caller");
        assertThat(made.rotatedAt()).isNull();
        assertThat(find(made.id(), caller).replaces()).isEqualTo(id);
        assertThat(old.rotatedAt()).isBetween(before, jvm.now());
        assertThat(old.expiresAt()).isBetween(before.plus(DAY), jvm.now().plus(DAY));
        assertThat(old.status(jvm.now())).isEqualTo(KeyStatus.ACTIVE);
        assertThat(audited(AuditAction.KEY_ROTATED, id)).isEqualTo(1);
        assertThat(audited(AuditAction.KEY_ISSUED, made.id())).isEqualTo(1);
        assertThat(epoch()).isEqualTo(1);
        assertThat(text("SELECT key_id FROM change_log")).isEqualTo(id);
    }

    @Test
    void everyKeyOfAChainIsOfTheFirstOnesLineage() {
        String first = issue("First", caller);
        ApiKey second = rotate(first, DAY, caller);
        ApiKey third = rotate(second.id(), DAY, caller);
        assertThat(find(first, caller).lineage()).isEqualTo(first);
        assertThat(find(second.id(), caller).lineage()).isEqualTo(first);
        assertThat(find(third.id(), caller).lineage()).isEqualTo(first);
        assertThat(third.replaces()).isEqualTo(second.id());
        assertThat(number("SELECT COUNT(*) FROM api_key WHERE lineage = '" + first + "'"))
                .isEqualTo(2);
    }

    @Test
    void graceOfNothingEndsTheOldKeyAtOnce() {
        String id = issue("Leaked", caller);
        rotate(id, Duration.ZERO, caller);
        assertThat(find(id, caller).status(jvm.now())).isEqualTo(KeyStatus.EXPIRED);
    }

    @Test
    void graceGivesNoLongerLifeThanTheKeyHad() {
        Instant soon = jvm.now().plusSeconds(3600).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        String id = issue(new NewKey("Brief", Environment.LIVE, null, scopes(), soon), caller);
        ApiKey made = rotate(id, DAY, caller);
        assertThat(find(id, caller).expiresAt()).isEqualTo(soon);
        assertThat(made.expiresAt()).isEqualTo(soon);
    }

    @Test
    void callerThatEndsGivesNoKeyWithoutAnEnd() {
        String brief = issue(new NewKey("Brief", Environment.LIVE, null, scopes("keys:write"), FAR), caller);
        String id = issue("Lasting", caller);
        assertThat(rotate(id, DAY, as(brief)).expiresAt()).isEqualTo(FAR);
    }

    @Test
    void rotatedKeyIsFinalButForItsRevocation() {
        String id = issue("Old", caller);
        rotate(id, DAY, caller);
        String state = state();
        for (KeyPatch patch : List.of(name("x"), switched(false), ending(FAR), ending(null), scoped("keys:read"))) {
            assertThatThrownBy(() -> change(id, patch, caller)).isInstanceOf(ConflictException.class);
        }
        assertThatThrownBy(() -> rotate(id, DAY, caller)).isInstanceOf(ConflictException.class);
        assertThat(state()).isEqualTo(state);
        revoke(id, caller);
        assertThat(find(id, caller).status(jvm.now())).isEqualTo(KeyStatus.REVOKED);
    }

    @Test
    void rotatedKeyManagesNothing() {
        String id = issue(new NewKey("Old", Environment.LIVE, null, scopes("keys:write"), null), caller);
        String other = issue("Other", caller);
        rotate(id, DAY, caller);
        Caller old = as(id);
        String state = state();
        assertThatThrownBy(() -> issue("Child", old)).isInstanceOf(BeyondCallerException.class);
        assertThatThrownBy(() -> change(other, name("x"), old)).isInstanceOf(BeyondCallerException.class);
        assertThatThrownBy(() -> revoke(other, old)).isInstanceOf(BeyondCallerException.class);
        assertThatThrownBy(() -> rotate(other, DAY, old)).isInstanceOf(BeyondCallerException.class);
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void keyRotatesItself() {
        String id = issue(new NewKey("Self", Environment.LIVE, null, scopes("keys:write"), null), caller);
        ApiKey made = rotate(id, DAY, as(id));
        assertThat(made.createdBy()).isEqualTo(id);
        assertThat(issue("Child", as(made.id()))).startsWith("key_");
    }

    @Test
    void onlyAnActiveKeyIsRotatedAndOnlyByWhoHasItsScopes() {
        String writer = issue(new NewKey("Writer", Environment.LIVE, null, scopes("keys:write"), null), caller);
        String reader = issue(new NewKey("Reader", Environment.LIVE, null, scopes("keys:read"), null), caller);
        String disabled = issue("Disabled", caller);
        change(disabled, switched(false), caller);
        String revoked = issue("Revoked", caller);
        revoke(revoked, caller);
        String state = state();
        assertThatThrownBy(() -> rotate(reader, DAY, as(writer))).isInstanceOf(MissingScopeException.class);
        assertThatThrownBy(() -> rotate(disabled, DAY, caller)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> rotate(revoked, DAY, caller)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> rotate("key_nobody", DAY, caller)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> rotate(reader, DAY, caller("acc_callers", Environment.LIVE)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> rotate(reader, DAY, caller(caller.accountId(), Environment.TEST)))
                .isInstanceOf(NotFoundException.class);
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void lastAdminKeyMayBeRotatedSinceAnotherTakesItsPlace() {
        String id = issueAdmin();
        execute("UPDATE api_key SET admin = FALSE WHERE id = 'key_caller'");
        ApiKey made = rotate(id, DAY, caller);
        assertThat(made.scopes()).isEqualTo(scopes("admin"));
        // The old key is accepted for another day, and cannot manage keys.
        assertThatThrownBy(() -> revoke(made.id(), caller)).isInstanceOf(LastAdminKeyException.class);
    }

    @Test
    void hundredRotationsAtOnceMakeOneKey() throws Exception {
        String id = issue("Contended", caller);
        List<Optional<String>> made = atOnce(100, i -> attempt(id));
        assertThat(made).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(number("SELECT COUNT(*) FROM api_key WHERE replaces = '" + id + "'"))
                .isEqualTo(1);
        assertThat(audited(AuditAction.KEY_ROTATED, id)).isEqualTo(1);
        assertThat(epoch()).isEqualTo(1);
    }

    @Test
    void rotationBesideARevokeLeavesNoMoreThanOneKeyAlive() throws Exception {
        for (int round = 0; round < 10; round++) {
            String id = issue("Raced", caller);
            List<Optional<String>> made =
                    atOnce(10, i -> i == 5 ? Optional.of(revoke(id, caller).id()) : attempt(id));
            long rotated = made.stream()
                    .flatMap(Optional::stream)
                    .filter(other -> !other.equals(id))
                    .count();
            assertThat(rotated).isLessThanOrEqualTo(1);
            assertThat(number("SELECT COUNT(*) FROM api_key WHERE replaces = '" + id + "'"))
                    .isEqualTo((int) rotated);
            assertThat(find(id, caller).status(jvm.now())).isEqualTo(KeyStatus.REVOKED);
        }
    }

    private Optional<String> attempt(String id) {
        try {
            return Optional.of(rotate(id, DAY, caller).id());
        } catch (ConflictException e) {
            return Optional.empty();
        }
    }
}
