package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.key.Environment;
import io.chatelaine.management.KeyRevocation.RevokedKey;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.LastAdminKeyException;
import io.chatelaine.request.MissingScopeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A revoke with descendants revokes exactly the descendants of the key, with one time. */
class FamiliesOnDatabaseTest extends OnDatabase {
    private static final NewKey WRITER = new NewKey("Writer", Environment.LIVE, null, scopes("keys:write"), null);

    /** Expression for a hash of 32 bytes, different for each key. */
    private static final String HASH = isMySql()
            ? "UNHEX(SHA2(CONCAT(a.n, '_', b.n), 256))"
            : "HASH('SHA-256', STRINGTOUTF8(CONCAT(a.n, '_', b.n)), 1)";

    @Test
    void whateverItMadeAndThatMadeGoesAlongAndNothingElse() {
        String root = issue(WRITER, caller);
        String child = issue(WRITER, as(root));
        String grandchild = issue("Grandchild", as(child));
        String sibling = issue(WRITER, caller);
        String nephew = issue("Nephew", as(sibling));

        RevokedKey revoked = revokeAll(root, caller);

        for (String id : List.of(root, child, grandchild)) {
            assertThat(find(id, caller).revokedAt()).as(id).isEqualTo(revoked.revokedAt());
            assertThat(audited(AuditAction.KEY_REVOKED, id)).isEqualTo(1);
        }
        assertThat(find(sibling, caller).revokedAt()).isNull();
        assertThat(find(nephew, caller).revokedAt()).isNull();
        assertThat(epoch()).isEqualTo(1);
        assertThat(text("SELECT key_id FROM change_log ORDER BY key_id").lines())
                .containsExactlyInAnyOrder(root, child, grandchild);
    }

    @Test
    void withoutThatWordChildrenStay() {
        String root = issue(WRITER, caller);
        String child = issue("Child", as(root));
        revoke(root, caller);
        assertThat(find(child, caller).revokedAt()).isNull();
    }

    @Test
    void askedAgainItTakesWhatIsLeftAndKeepsItsTime() {
        String root = issue(WRITER, caller);
        String child = issue(WRITER, as(root));
        String grandchild = issue("Grandchild", as(child));
        RevokedKey first = revoke(root, caller);
        RevokedKey second = revoke(child, caller);

        assertThat(revokeAll(root, caller)).isEqualTo(first);
        assertThat(find(child, caller).revokedAt()).isEqualTo(second.revokedAt());
        assertThat(find(grandchild, caller).revokedAt()).isNotNull();
        String state = state();
        assertThat(revokeAll(root, caller)).isEqualTo(first);
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void keysInOtherAccountsNeedAnAdmin() {
        String root = issueAdmin();
        issueAdmin();
        Caller abroad = as(root).on(account("acc_other"));
        String foreign = issue("Foreign", abroad);
        String writer = issue(WRITER, caller);
        String state = state();

        assertThatThrownBy(() -> revokeAll(root, as(writer)))
                .isInstanceOfSatisfying(
                        MissingScopeException.class,
                        refusal -> assertThat(refusal.needed()).isEqualTo(scopes("admin")));
        assertThat(state()).isEqualTo(state);

        revokeAll(root, caller);
        assertThat(find(foreign, caller.on("acc_other")).revokedAt()).isNotNull();
        assertThat(text("SELECT account_id FROM audit WHERE action = 'key.revoked' AND object_id = '" + foreign + "'"))
                .isEqualTo("acc_other");
    }

    @Test
    void familyThatHoldsTheLastAdminKeyStays() {
        String root = issueAdmin();
        String child = issue(admin(), as(root));
        String state = state();

        assertThatThrownBy(() -> revokeAll(root, caller)).isInstanceOf(LastAdminKeyException.class);

        assertThat(state()).isEqualTo(state);
        revoke(root, caller);
        assertThatThrownBy(() -> revokeAll(root, caller)).isInstanceOf(LastAdminKeyException.class);
        assertThat(find(child, caller).revokedAt()).isNull();
    }

    @Test
    void largeFamilyGoesWhole() {
        String root = issue(WRITER, caller);
        Caller parent = as(root);
        List<String> children = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            children.add(issue("Child " + i, parent));
        }

        revokeAll(root, caller);

        assertThat(number("SELECT COUNT(*) FROM api_key WHERE revoked_at IS NOT NULL"))
                .isEqualTo(451);
        assertThat(number("SELECT COUNT(*) FROM change_log WHERE n = 1")).isEqualTo(451);
        assertThat(find(children.get(449), caller).revokedAt()).isNotNull();
    }

    @Test
    void finishedFamilyIsSeenToBeSoWithoutALock() {
        String root = issue(WRITER, caller);
        String child = issue(WRITER, as(root));
        String grandchild = issue("Grandchild", as(child));
        revoke(root, caller);
        revoke(child, caller);
        assertThat(isFinished(root)).isFalse();
        revoke(grandchild, caller);
        jvm.inTransaction(wiring -> {
            wiring.queries().lock(root, caller);
            // In another transaction, while this one holds the row of the key.
            assertThat(CompletableFuture.supplyAsync(() -> isFinished(root)).join())
                    .isTrue();
            return root;
        });
    }

    private boolean isFinished(String id) {
        return jvm.inTransaction(wiring -> new KeyDescendants(wiring.entities).isFinished(id));
    }

    @Test
    void familyOfMoreThanTenThousandIsRefusedWholeAndSaysWhatToDo() {
        settings("chatelaine.account.max-keys", "none");
        String root = issue(WRITER, caller);
        execute("INSERT INTO api_key (id, account_id, name, prefix, hint, environment, hash, scopes, admin, enabled,"
                + " created_at, created_by) WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number"
                + " WHERE n < 100) SELECT CONCAT('key_', a.n, '_', b.n), '" + caller.accountId()
                + "', 'Many', 'ck_live_', '0000', 'live', " + HASH + ", '', FALSE, TRUE, '2026-01-01 00:00:00', '"
                + root + "' FROM number a JOIN number b ON 1 = 1");
        String last = issue("One too many", as(root));

        assertThatThrownBy(() -> revokeAll(root, caller))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("more than 10000 descendants")
                .hasMessageContaining("Revoke this key without descendants first");

        assertThat(number("SELECT COUNT(*) FROM api_key WHERE revoked_at IS NOT NULL"))
                .isZero();
        execute("DELETE FROM api_key WHERE id = '" + last + "'");
        revokeAll(root, caller);
        assertThat(number("SELECT COUNT(*) FROM change_log WHERE n = 1")).isEqualTo(10_001);
        assertThat(audited(AuditAction.KEY_REVOKED)).isEqualTo(10_001);
    }
}
