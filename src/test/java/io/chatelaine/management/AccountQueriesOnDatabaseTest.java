package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.account.Account;
import io.chatelaine.account.AccountPatch;
import io.chatelaine.audit.AuditAction;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.LastAdminKeyException;
import io.chatelaine.request.NotFoundException;
import jakarta.persistence.PersistenceException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Accounts are created once, changed one at a time, and suspended with an epoch that every node reads. */
class AccountQueriesOnDatabaseTest extends OnDatabase {
    private Account create(String slug) {
        return jvm.call(wiring -> wiring.accountChanges().create(slug, "Name of " + slug, caller));
    }

    private Account patch(String slug, @Nullable String name, @Nullable Boolean enabled) {
        return jvm.call(wiring -> wiring.accountChanges().change(slug, new AccountPatch(name, enabled), caller));
    }

    @Test
    void accountIsFoundAsItWasMade() {
        Account made = create("acme");
        Account found =
                jvm.inTransaction(wiring -> wiring.accounts().find("acme")).orElseThrow();
        assertThat(found).usingRecursiveComparison().isEqualTo(made);
        assertThat(found.id()).matches("acc_[0-9A-Za-z]{22}");
        assertThat(found.enabled()).isTrue();
        assertThat(audited(AuditAction.ACCOUNT_CREATED, made.id())).isEqualTo(1);
    }

    @Test
    void slugIsTakenOnce() {
        create("acme");
        String state = state();
        assertThatThrownBy(() -> create("acme")).isInstanceOf(ConflictException.class);
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void errorThatIsNoDuplicateIsThrown() {
        String state = state();
        String tooLong = "x".repeat(300);
        assertThatThrownBy(() -> jvm.call(wiring -> wiring.accountChanges().create("acme", tooLong, caller)))
                .isInstanceOf(PersistenceException.class);
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void changeTouchesOneRowAndLeavesItsTrace() {
        Account acme = create("acme");
        create("other");
        String others = others("account", acme.id());
        String keys = text("SELECT * FROM api_key ORDER BY id");

        assertThat(patch("acme", "New", null).name()).isEqualTo("New");
        assertThat(epoch()).isEqualTo(1);
        assertThat(patch("acme", null, false).enabled()).isFalse();
        assertThat(patch("acme", null, true).enabled()).isTrue();

        assertThat(others("account", acme.id())).isEqualTo(others);
        assertThat(text("SELECT * FROM api_key ORDER BY id")).isEqualTo(keys);
        assertThat(audited(AuditAction.ACCOUNT_CHANGED, acme.id())).isEqualTo(1);
        assertThat(audited(AuditAction.ACCOUNT_SUSPENDED, acme.id())).isEqualTo(1);
        assertThat(audited(AuditAction.ACCOUNT_RESUMED, acme.id())).isEqualTo(1);
        assertThat(epoch()).isEqualTo(3);
        assertThat(text("SELECT CONCAT(n, ' ', account_id) FROM account_change_log ORDER BY n"))
                .isEqualTo("1 " + acme.id() + "\n2 " + acme.id() + "\n3 " + acme.id());
    }

    @Test
    void patchThatChangesNothingLeavesNoTrace() {
        create("acme");
        String state = state();
        patch("acme", null, null);
        patch("acme", "Name of acme", true);
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void accountWithTheLastAdminKeyCannotBeSuspended() {
        issueAdmin();
        create("empty");
        String state = state();
        assertThatThrownBy(() -> patch("default", "Both or neither", false)).isInstanceOf(LastAdminKeyException.class);
        assertThat(state()).isEqualTo(state);

        patch("empty", null, false);
        Account second = create("second");
        issue(admin(), caller.on(second.id()));
        patch("default", null, false);
        assertThatThrownBy(() -> patch("second", null, false)).isInstanceOf(LastAdminKeyException.class);
    }

    @Test
    void accountThatIsNotThereCannotBeChanged() {
        assertThatThrownBy(() -> patch("none", "x", null)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> patch("DEFAULT", "x", null)).isInstanceOf(NotFoundException.class);
    }
}
