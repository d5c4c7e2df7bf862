package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.account.AccountPatch;
import io.chatelaine.change.IdempotencyAttempt;
import io.chatelaine.change.IdempotencyKey;
import io.chatelaine.key.Environment;
import io.chatelaine.management.KeyChange.KeyPatch;
import io.chatelaine.management.KeySelection.Criteria;
import io.chatelaine.request.Caller;
import io.chatelaine.request.LastAdminKeyException;
import io.chatelaine.restriction.Restrictions;
import io.chatelaine.restriction.RestrictionsPatch;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lasting admin key always remains: one that expires or is restricted does not count. */
class LastAdminKeyOnDatabaseTest extends OnDatabase {
    private static final Instant SOON = Instant.parse("2090-01-01T00:00:00Z");

    private enum Way {
        REVOKE,
        REVOKE_WITH_FAMILY,
        REVOKE_BY_NAME,
        DISABLE,
        NARROW,
        RESTRICT,
        END,
        ROTATE_BY_ONE_THAT_ENDS,
        SUSPEND
    }

    private String ending() {
        return issue(new NewKey("Ends", Environment.LIVE, null, scopes("admin"), SOON), caller);
    }

    private void take(Way way, String id, String other) {
        switch (way) {
            case REVOKE -> revoke(id, caller);
            case REVOKE_WITH_FAMILY -> revokeAll(id, caller);
            case REVOKE_BY_NAME ->
                jvm.call(
                        wiring -> wiring.revocation().revoke(new Criteria(null, null, null, "Admin"), 1, null, caller));
            case DISABLE -> change(id, switched(false), caller);
            case NARROW -> change(id, scoped("keys:write"), caller);
            case RESTRICT -> change(id, new KeyPatch(null, null, null, false, null, restriction()), caller);
            case END -> change(id, ending(SOON), caller);
            case ROTATE_BY_ONE_THAT_ENDS ->
                jvm.call(wiring -> wiring.rotation().rotate(id, Duration.ofHours(1), FORMAT, as(other)));
            case SUSPEND ->
                jvm.call(wiring -> wiring.accountChanges().change("default", new AccountPatch(null, false), caller));
        }
    }

    private static RestrictionsPatch restriction() {
        Restrictions restrictions = Keys.restrictions("ip 10.0.0.0/8");
        return new RestrictionsPatch(restrictions.ips(), restrictions.referrers(), restrictions.endpoints());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void keyThatEndsDoesNotLetTheLastLastingOneGo(Way way) {
        String last = issueAdmin();
        String other = ending();
        String state = state();

        assertThatThrownBy(() -> take(way, last, other))
                .isInstanceOf(LastAdminKeyException.class)
                .hasMessageContaining("has no expires_at and no restrictions");

        assertThat(state()).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void anotherLastingOneLetsItGo(Way way) {
        String id = issueAdmin();
        String other = ending();
        issue(new NewKey("Other", Environment.LIVE, null, scopes("admin"), null), caller.on(account("acc_other")));

        take(way, id, other);

        assertThat(number("SELECT COUNT(*) FROM api_key WHERE name = 'Other' AND revoked_at IS NULL"))
                .isEqualTo(1);
    }

    @Test
    void ofKeysThatAllEndOneIsLeft() {
        String first = ending();
        String second = ending();
        revoke(first, caller);
        assertThatThrownBy(() -> revoke(second, caller)).isInstanceOf(LastAdminKeyException.class);
        issueAdmin();
        revoke(second, caller);
    }

    @Test
    void ofOneThatEndsAndOneThatIsRestrictedBothAreLeft() {
        String ends = ending();
        String restricted = issue(
                new NewKey(
                        "Restricted",
                        Environment.LIVE,
                        null,
                        scopes("admin"),
                        null,
                        Keys.restrictions("ip 10.0.0.0/8"),
                        false,
                        null,
                        null),
                caller);
        assertThatThrownBy(() -> revoke(ends, caller)).isInstanceOf(LastAdminKeyException.class);
        assertThatThrownBy(() -> revoke(restricted, caller)).isInstanceOf(LastAdminKeyException.class);
    }

    @Test
    void requestSentAgainByAKeyThatEndsMeanwhileDoesNotVoidTheLast() {
        String asking = issueAdmin();
        IdempotencyKey key = IdempotencyKey.of("k", new byte[0]);
        String made = send(key, as(asking));
        change(asking, ending(SOON), caller);
        String state = text("SELECT * FROM api_key ORDER BY id");

        assertThatThrownBy(() -> send(key, as(asking))).isInstanceOf(LastAdminKeyException.class);

        assertThat(text("SELECT * FROM api_key ORDER BY id")).isEqualTo(state);
        assertThat(find(made, caller).revokedAt()).isNull();
    }

    /** A key that a key issues expires with it. */
    private String send(IdempotencyKey key, Caller by) {
        NewKey asked = new NewKey("Made", Environment.LIVE, null, scopes("admin"), by.expiresAt());
        IdempotencyAttempt attempt = jvm.call(wiring -> wiring.idempotentIssue().begin(key, by));
        return jvm.call(wiring -> wiring.idempotentIssue().issue(asked, FORMAT, by, attempt))
                .key()
                .id();
    }
}
