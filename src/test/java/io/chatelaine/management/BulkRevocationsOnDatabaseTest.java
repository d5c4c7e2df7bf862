package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.key.Environment;
import io.chatelaine.management.KeyRevocation.BulkRevocation;
import io.chatelaine.management.KeySelection.Criteria;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.LastAdminKeyException;
import io.chatelaine.testing.AtOnce;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A bulk revocation revokes exactly the counted keys, with one time. */
class BulkRevocationsOnDatabaseTest extends OnDatabase {
    private static NewKey key(String name, Environment environment, @Nullable String tier) {
        return new NewKey(name, environment, tier, scopes(), null);
    }

    private static Criteria named(String name) {
        return new Criteria(null, null, null, name);
    }

    private BulkRevocation count(Criteria selection, Caller by) {
        return jvm.call(wiring -> wiring.revocation().count(selection, by));
    }

    private BulkRevocation revoke(Criteria selection, @Nullable Integer expect, Caller by) {
        return jvm.call(wiring -> wiring.revocation().revoke(selection, expect, "leaked", by));
    }

    @Test
    void eachMemberNarrowsTheSelection() {
        issue(key("ci", Environment.LIVE, "free"), caller);
        issue(key("ci", Environment.TEST, "free"), caller);
        issue(key("web", Environment.TEST, "partner"), caller);
        String disabled = issue(key("ci", Environment.LIVE, null), caller);
        change(disabled, switched(false), caller);
        revoke(issue(key("ci", Environment.LIVE, "free"), caller), caller);

        assertThat(count(named("ci"), caller).matched()).isEqualTo(3);
        assertThat(count(named("c"), caller).matched()).isZero();
        assertThat(count(named("CI"), caller).matched()).isZero();
        assertThat(count(new Criteria(Environment.TEST, null, null, "ci"), caller)
                        .matched())
                .isEqualTo(1);
        assertThat(count(new Criteria(null, "free", null, null), caller).matched())
                .isEqualTo(2);
        assertThat(count(new Criteria(Environment.LIVE, "free", null, "ci"), caller)
                        .matched())
                .isEqualTo(1);
        Instant now = find(disabled, caller).createdAt();
        assertThat(count(new Criteria(null, null, now.plusSeconds(60), "ci"), caller)
                        .matched())
                .isEqualTo(3);
        assertThat(count(new Criteria(null, null, now.minusSeconds(60), "ci"), caller)
                        .matched())
                .isZero();
    }

    @Test
    void whatWasCountedIsRevokedAtOneTimeAndNothingElse() {
        List<String> ids = List.of(issue("ci", caller), issue("ci", caller), issue("ci", caller));
        String other = issue("web", caller);
        execute("UPDATE api_key SET enabled = FALSE WHERE id = '" + ids.get(1) + "'");

        BulkRevocation revoked = revoke(named("ci"), 3, caller);

        assertThat(revoked.matched()).isEqualTo(3);
        assertThat(revoked.includesCaller()).isFalse();
        for (String id : ids) {
            assertThat(find(id, caller).revokedAt()).isEqualTo(revoked.revokedAt());
            assertThat(find(id, caller).revokeReason()).isEqualTo("leaked");
            assertThat(text("SELECT note FROM audit WHERE action = 'key.revoked' AND object_id = '" + id + "'"))
                    .isEqualTo("leaked");
        }
        assertThat(find(other, caller).revokedAt()).isNull();
        assertThat(epoch()).isEqualTo(1);
        assertThat(text("SELECT DISTINCT revocation_id FROM api_key WHERE name = 'ci'"))
                .matches("rev_[0-9A-Za-z]{22}");
        assertThat(number("SELECT COUNT(*) FROM change_log")).isEqualTo(3);
        assertThat(revoke(named("ci"), 0, caller)).isEqualTo(new BulkRevocation(0, false, null));
        assertThat(epoch()).isEqualTo(1);
    }

    @Test
    void otherNumberThanExpectedRevokesNothing() {
        issue("ci", caller);
        issue("ci", caller);
        String state = state();
        for (Integer expect : new Integer[] {null, 0, 1, 3, -2}) {
            assertThatThrownBy(() -> revoke(named("ci"), expect, caller))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("matches 2 keys");
        }
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void anotherAccountsKeysAndThoseOfAnotherEnvironmentAreNotMeant() {
        issue("ci", caller);
        String test = issue(key("ci", Environment.TEST, null), caller);
        Caller elsewhere = caller.on(account("acc_other"));
        issue("ci", elsewhere);
        Caller tester = caller(caller.accountId(), Environment.TEST);

        assertThat(count(named("ci"), elsewhere).matched()).isEqualTo(1);
        assertThat(count(named("ci"), tester).matched()).isEqualTo(1);
        assertThat(count(new Criteria(Environment.LIVE, null, null, null), tester)
                        .matched())
                .isZero();
        assertThat(revoke(named("ci"), 1, tester).matched()).isEqualTo(1);
        assertThat(find(test, caller).revokedAt()).isNotNull();
        assertThat(audited(AuditAction.KEY_REVOKED)).isEqualTo(1);
    }

    @Test
    void lastAdminKeyStays() {
        String admin = issueAdmin();
        issueAdmin();
        BulkRevocation all = count(named("Admin"), as(admin));
        assertThat(all).isEqualTo(new BulkRevocation(2, true, null));
        assertThatThrownBy(() -> revoke(named("Admin"), 2, as(admin))).isInstanceOf(LastAdminKeyException.class);
        assertThat(number("SELECT COUNT(*) FROM api_key WHERE revoked_at IS NOT NULL"))
                .isZero();
    }

    @Test
    void ofTwentyAtOnceOneRevokesAndTheOthersFindOtherThanTheyExpect() throws Exception {
        for (int i = 0; i < 10; i++) {
            issue("ci", caller);
        }
        AtomicInteger conflicts = new AtomicInteger();
        List<Integer> revoked = AtOnce.atOnce(20, thread -> {
            try {
                return revoke(named("ci"), 10, caller).matched();
            } catch (ConflictException e) {
                conflicts.incrementAndGet();
                return 0;
            }
        });
        assertThat(revoked.stream().mapToInt(Integer::intValue).sum()).isEqualTo(10);
        assertThat(conflicts).hasValue(19);
        assertThat(audited(AuditAction.KEY_REVOKED)).isEqualTo(10);
        assertThat(epoch()).isEqualTo(1);
    }

    @Test
    void spaceAtTheEndOfANameCounts() {
        issue("ci", caller);
        String padded = issue("ci ", caller);
        issue("ci\u00a0", caller);
        assertThat(count(named("ci"), caller).matched()).isEqualTo(1);
        assertThat(count(named("ci "), caller).matched()).isEqualTo(1);
        assertThat(count(named("ci  "), caller).matched()).isZero();
        assertThat(revoke(named("ci "), 1, caller).matched()).isEqualTo(1);
        assertThat(find(padded, caller).revokedAt()).isNotNull();
        assertThat(number("SELECT COUNT(*) FROM api_key WHERE revoked_at IS NOT NULL"))
                .isEqualTo(1);
    }

    @Test
    void longTextsOfAnyCharactersAreKeptWhole() {
        String emoji = "\ud83d\udd11";
        String id = issue(emoji.repeat(100), caller);
        assertThat(find(id, caller).name()).isEqualTo(emoji.repeat(100));
        jvm.call(wiring -> wiring.revocation().revoke(named(emoji.repeat(100)), 1, emoji.repeat(200), caller));
        assertThat(find(id, caller).revokeReason()).isEqualTo(emoji.repeat(200));
        jvm.call(wiring -> wiring.accountChanges().create("emoji", emoji.repeat(100), caller));
        jvm.call(wiring -> wiring.review().apply(emoji.repeat(2000), emoji.repeat(200), caller));
        String application = text("SELECT id FROM partner_application");
        jvm.call(wiring -> wiring.review().decide(application, emoji.repeat(1000), caller));
        assertThat(text("SELECT reason FROM partner_application")).isEqualTo(emoji.repeat(1000));
    }
}
