package io.chatelaine.management;

import static io.chatelaine.testing.AtOnce.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.account.AccountPatch;
import io.chatelaine.audit.AuditAction;
import io.chatelaine.change.IdempotencyKey;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyStatus;
import io.chatelaine.management.KeyChange.KeyPatch;
import io.chatelaine.management.KeyRevocation.RevokedKey;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hundred threads at each change of state: one makes the change with its audit entry; the others have no effect. */
class OneWinnerOnDatabaseTest extends OnDatabase {
    private static final int THREADS = 100;
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    /** Returns the result; empty if the state no longer allows the change. */
    private <T> Optional<T> attempt(Function<Wiring, T> work) {
        try {
            return Optional.of(jvm.call(work));
        } catch (ConflictException e) {
            return Optional.empty();
        }
    }

    private static KeyPatch patch(String change) {
        return switch (change) {
            case "disable" -> switched(false);
            case "enable" -> switched(true);
            case "narrow" -> scoped();
            case "widen" -> scoped("keys:read", "keys:write");
            case "end" -> ending(FAR);
            default -> name(change);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "disable, KEY_DISABLED",
        "enable, KEY_ENABLED",
        "narrow, KEY_CHANGED",
        "widen, KEY_CHANGED",
        "end, KEY_CHANGED",
        "rename, KEY_CHANGED"
    })
    void changeOfAKeyIsMadeOnce(String change, AuditAction action) throws Exception {
        String id = issue(new NewKey("Contended", Environment.LIVE, null, scopes("keys:read"), null), caller);
        if (change.equals("enable")) {
            change(id, switched(false), caller);
        }
        int before = epoch();

        atOnce(THREADS, i -> change(id, patch(change), caller).id());

        assertThat(audited(action, id)).isEqualTo(1);
        assertThat(epoch()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({"true, ACCOUNT_RESUMED, 2", "false, ACCOUNT_SUSPENDED, 1"})
    void accountIsSuspendedAndResumedOnce(boolean enabled, AuditAction action, int epochs) throws Exception {
        account("acme");
        AccountPatch suspended = new AccountPatch(null, false);
        if (enabled) {
            jvm.call(wiring -> wiring.accountChanges().change("acme", suspended, caller));
        }

        atOnce(
                THREADS,
                i -> jvm.call(
                        wiring -> wiring.accountChanges().change("acme", new AccountPatch(null, enabled), caller)));

        assertThat(audited(action, "acme")).isEqualTo(1);
        assertThat(epoch()).isEqualTo(epochs);
    }

    @Test
    void slugGoesToOne() throws Exception {
        List<Optional<String>> made = atOnce(
                THREADS,
                i -> attempt(wiring -> wiring.accountChanges()
                        .create("wanted", "Number " + i, caller)
                        .id()));

        assertThat(made).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(number("SELECT COUNT(*) FROM account WHERE slug = 'wanted'")).isEqualTo(1);
        assertThat(audited(AuditAction.ACCOUNT_CREATED)).isEqualTo(2);
    }

    @Test
    void whateverIsChangedBesideARevokeTheKeyEndsRevoked() throws Exception {
        for (int round = 0; round < 5; round++) {
            String id = issue(new NewKey("Raced", Environment.LIVE, null, scopes("keys:read"), FAR), caller);
            List<KeyPatch> patches = List.of(ending(null), switched(true), switched(false), name("x"), scoped());

            atOnce(
                    THREADS,
                    i -> attempt(wiring -> i % 10 == 0
                            ? wiring.revocation().revoke(id, false, null, caller)
                            : wiring.update().change(id, patches.get(i % patches.size()), caller)));

            ApiKey key = find(id, caller);
            assertThat(key.status(FAR)).isEqualTo(KeyStatus.REVOKED);
            assertThat(audited(AuditAction.KEY_REVOKED, id)).isEqualTo(1);
        }
    }

    /** H2 loses the committed revocation of one of them if changes run side by side: in one of 40 rounds. */
    @Test
    void twoAdminKeysThatRevokeEachOtherLeaveOne() throws Exception {
        for (int round = 0; round < 20; round++) {
            List<String> ids = List.of(issueAdmin(), issueAdmin());
            List<Caller> callers = List.of(as(ids.get(0)), as(ids.get(1)));

            List<Optional<RevokedKey>> answers = atOnce(
                    THREADS,
                    i -> attempt(
                            wiring -> wiring.revocation().revoke(ids.get(1 - i % 2), false, null, callers.get(i % 2))));

            assertThat(answers).filteredOn(Optional::isPresent).isNotEmpty();
            List<String> alive = ids(list("active", 100, null, caller));
            assertThat(alive).hasSize(round + 1);
        }
    }

    @Test
    void lastAdminKeyStaysHoweverItIsTaken() throws Exception {
        for (int round = 0; round < 5; round++) {
            List<String> ids = List.of(issueAdmin(), issueAdmin());
            List<KeyPatch> patches = List.of(switched(false), scoped(), ending(FAR));

            atOnce(
                    THREADS,
                    i -> attempt(wiring -> {
                        String id = ids.get(i % 2);
                        return switch (i % 5) {
                            case 0 -> wiring.revocation().revoke(id, false, null, caller);
                            case 1 -> wiring.revocation().revoke(id, true, null, caller);
                            default -> wiring.update().change(id, patches.get(i % 5 - 2), caller);
                        };
                    }));

            List<String> active = ids(list("active", 100, null, caller));
            assertThat(active).isNotEmpty();
            assertThat(active.stream().filter(id -> find(id, caller).scopes().equals(scopes("admin"))))
                    .isNotEmpty();
            execute("UPDATE api_key SET revoked_at = '2026-01-01 00:00:00' WHERE account_id = '" + caller.accountId()
                    + "'");
        }
    }

    @Test
    void keyThatIsRevokedWithItsFamilyLeavesNoChildBehind() throws Exception {
        settings("chatelaine.account.max-concurrent-changes", String.valueOf(THREADS));
        for (int round = 0; round < 5; round++) {
            String parent = issue(new NewKey("Thief", Environment.LIVE, null, scopes("keys:write"), null), caller);
            Caller thief = as(parent);

            List<Optional<String>> children = atOnce(
                    THREADS,
                    i -> attempt(wiring -> {
                        if (i == THREADS / 2) {
                            return wiring.revocation()
                                    .revoke(parent, true, null, caller)
                                    .id();
                        }
                        return wiring.issue()
                                .issue(key("Loot"), FORMAT, thief)
                                .key()
                                .id();
                    }));

            assertThat(children).filteredOn(Optional::isPresent).isNotEmpty();
            assertThat(number(
                            "SELECT COUNT(*) FROM api_key WHERE created_by = '" + parent + "' AND revoked_at IS NULL"))
                    .isZero();
        }
    }

    @Test
    void requestSentAHundredTimesLeavesOneKey() throws Exception {
        IdempotencyKey key = IdempotencyKey.of("again", "body".getBytes(StandardCharsets.UTF_8));
        List<Optional<String>> made = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            made.addAll(atOnce(THREADS, i -> send(key)));
        }

        List<String> active = ids(list("active", 100, null, caller));
        List<String> ids = made.stream().flatMap(Optional::stream).toList();
        assertThat(active).hasSize(1);
        assertThat(ids).doesNotHaveDuplicates().contains(active.get(0));
        // Counted in the table, because a page has at most a hundred entries.
        assertThat(number("SELECT COUNT(*) FROM api_key WHERE revoked_at IS NOT NULL"))
                .isEqualTo(ids.size() - 1);
        assertThat(audited(AuditAction.KEY_VOIDED)).isEqualTo(ids.size() - 1);
    }

    private Optional<String> send(IdempotencyKey key) {
        return attempt(wiring -> wiring.idempotentIssue().begin(key, caller))
                .map(attempt -> jvm.call(
                                wiring -> wiring.idempotentIssue().issue(key("Again"), FORMAT, caller, attempt))
                        .key()
                        .id())
                .map(Objects::requireNonNull);
    }
}
