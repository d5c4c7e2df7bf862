package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.key.Environment;
import io.chatelaine.management.KeyChange.KeyPatch;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.LastAdminKeyException;
import io.chatelaine.request.MissingScopeException;
import io.chatelaine.request.NotFoundException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A patch writes the columns that it names, in one row, or nothing. */
class KeyChangesOnDatabaseTest extends OnDatabase {
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00.123Z");

    private String columns(String id, String columns) {
        return text("SELECT " + columns + " FROM api_key WHERE id = '" + id + "'");
    }

    @Test
    void eachMemberIsWrittenAloneAndNoOtherRowIsTouched() {
        String id = issue(new NewKey("Mine", Environment.LIVE, "gold", scopes("keys:read"), null), caller);
        issue("Another", caller);
        String others = others("api_key", id);
        String rest = "account_id, prefix, hint, environment, tier, hash, created_at, created_by, revoked_at,"
                + " replaces, first_use_awaited";
        String before = columns(id, rest);
        List<KeyPatch> patches = List.of(
                name("Renamed"), scoped("keys:read", "keys:write"), switched(false), switched(true), ending(FAR));
        for (KeyPatch patch : patches) {
            String unseen = columns(id, unseen(patch));
            change(id, patch, caller);
            assertThat(columns(id, unseen(patch))).as("%s", patch).isEqualTo(unseen);
        }

        ApiKey changed = find(id, caller);
        assertThat(changed.name()).isEqualTo("Renamed");
        assertThat(changed.scopes()).isEqualTo(scopes("keys:read", "keys:write"));
        assertThat(changed.enabled()).isTrue();
        assertThat(changed.expiresAt()).isEqualTo(FAR);
        assertThat(columns(id, rest)).isEqualTo(before);
        assertThat(others("api_key", id)).isEqualTo(others);
        assertThat(audited(AuditAction.KEY_CHANGED, id)).isEqualTo(3);
        assertThat(audited(AuditAction.KEY_DISABLED, id)).isEqualTo(1);
        assertThat(audited(AuditAction.KEY_ENABLED, id)).isEqualTo(1);
    }

    private static String unseen(KeyPatch patch) {
        StringBuilder columns = new StringBuilder("id");
        columns.append(patch.name() == null ? ", name" : "");
        columns.append(patch.scopes() == null ? ", scopes, admin" : "");
        columns.append(patch.enabled() == null ? ", enabled" : "");
        columns.append(patch.expiry() ? "" : ", expires_at");
        return columns.toString();
    }

    @Test
    void everyChangeCountsTheEpoch() {
        String id = issue(new NewKey("Mine", Environment.LIVE, null, scopes("keys:read"), null), caller);
        change(id, name("Renamed"), caller);
        change(id, scoped("keys:read", "keys:write"), caller);
        change(id, scoped("keys:read"), caller);
        change(id, ending(FAR), caller);
        change(id, switched(false), caller);
        change(id, switched(true), caller);
        change(id, ending(null), caller);
        assertThat(epoch()).isEqualTo(7);
        assertThat(text("SELECT key_id FROM change_log ORDER BY n").split("\n"))
                .hasSize(7)
                .containsOnly(id);
    }

    @Test
    void patchThatChangesNothingLeavesNoTrace() {
        String id = issue(new NewKey("Mine", Environment.LIVE, null, scopes("keys:read"), FAR), caller);
        String state = state();

        change(id, new KeyPatch(null, null, null, false, null, null), caller);
        change(id, new KeyPatch("Mine", scopes("keys:read"), true, true, FAR, null), caller);

        assertThat(state()).isEqualTo(state);
    }

    @Test
    void adminScopeIsKnownByItsOwnColumn() {
        String id = issue("Promoted", caller);
        change(id, scoped("admin"), caller);
        assertThat(columns(id, "admin = TRUE")).isIn("TRUE", "1");
        issueAdmin();
        change(id, scoped(), caller);
        assertThat(columns(id, "admin = FALSE")).isIn("TRUE", "1");
    }

    @Test
    void revokedKeyStaysAsItIs() {
        String id = issue("Gone", caller);
        revoke(id, caller);
        String state = state();

        for (KeyPatch patch : List.of(name("x"), switched(true), ending(FAR), name("Gone"))) {
            assertThatThrownBy(() -> change(id, patch, caller)).isInstanceOf(ConflictException.class);
        }

        assertThat(state()).isEqualTo(state);
    }

    @Test
    void whatACallerMayNotDoLeavesNoTrace() {
        String admin = issueAdmin();
        String reader = issue(new NewKey("Reader", Environment.LIVE, null, scopes("keys:read"), null), caller);
        String writerId = issue(new NewKey("Writer", Environment.LIVE, null, scopes("keys:write"), null), caller);
        String testId = issue(new NewKey("Test", Environment.TEST, null, scopes("admin"), null), caller);
        Caller writer = as(writerId);
        Caller tester = as(testId);
        Caller stranger = caller(account("acc_stranger"), Environment.LIVE);
        String state = state();

        assertThatThrownBy(() -> change(admin, name("x"), writer)).isInstanceOf(MissingScopeException.class);
        assertThatThrownBy(() -> change(reader, name("x"), writer)).isInstanceOf(MissingScopeException.class);
        assertThatThrownBy(() -> change(writerId, scoped("keys:write", "keys:read"), writer))
                .isInstanceOf(MissingScopeException.class);
        assertThatThrownBy(() -> change(reader, name("x"), tester)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> change(reader, name("x"), stranger)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> change("key_none", name("x"), caller)).isInstanceOf(NotFoundException.class);

        assertThat(state()).isEqualTo(state);
        assertThat(change(writerId, name("Own"), writer).name()).isEqualTo("Own");
    }

    @Test
    void lastAdminKeyCannotBeDisabledOrNarrowedButRenamed() {
        String admin = issueAdmin();
        String state = state();

        for (KeyPatch patch : List.of(switched(false), scoped("keys:read"), scoped(), ending(FAR))) {
            assertThatThrownBy(() -> change(admin, patch, caller))
                    .as("%s", patch)
                    .isInstanceOf(LastAdminKeyException.class);
        }

        assertThat(state()).isEqualTo(state);
        change(admin, name("Renamed"), caller);
        issueAdmin();
        change(admin, switched(false), caller);
    }

    @Test
    void keyThatIsNoLongerWhatItWasWhenItWasLetInChangesNothing() {
        String target = issue("Target", caller);
        String callerId = issueAdmin();
        issueAdmin();
        Caller before = as(callerId);
        List<KeyPatch> meanwhile = List.of(ending(FAR), scoped("keys:write"), switched(false));
        for (KeyPatch patch : meanwhile) {
            change(callerId, patch, caller);
            String state = state();
            assertThatThrownBy(() -> change(target, name("x"), before)).isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> issue("x", before)).isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> revoke(target, before)).isInstanceOf(ConflictException.class);
            assertThat(state()).isEqualTo(state);
        }
        execute("UPDATE account SET enabled = FALSE WHERE id = 'acc_callers'");
        assertThatThrownBy(() -> issue("x", caller)).isInstanceOf(ConflictException.class);
    }
}
