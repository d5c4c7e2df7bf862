package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Target.Whose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Isolation of tenants: every call of contract §6 by every {@link Role} of two tenants on every {@link Target}. Each
 * response follows {@link Rule}. The response for another tenant's object equals, to the byte, the response for an
 * unknown one. No response contains data of the other tenant. The rows that an administrator sees change only by
 * allowed calls; they are compared after all calls of a method by one caller, and after each patch before its undo.
 */
@Tag("long")
class TenantsIT {
    private static final Server SERVER = ServerSession.server();

    private final SoftAssertions softly = new SoftAssertions();
    private final Tenant tenantA = new Tenant(SERVER);
    private final Tenant tenantB = new Tenant(SERVER);
    private final Keyring a = new Keyring(SERVER, tenantA);
    private final Keyring b = new Keyring(SERVER, tenantB);
    private final Rows rows = Rows.readTable(SERVER, tenantA, tenantB);
    private final List<Runnable> undo = new ArrayList<>();
    private final Effects effects = new Effects(rows, softly, undo);
    private int cells;

    @AfterEach
    void suspendAccounts() {
        tenantA.close();
        tenantB.close();
        Rows.readTable(SERVER).slugs().stream()
                .filter(slug -> slug.matches(TableCell.SLUG))
                .forEach(slug -> Tenant.suspend(SERVER, slug));
    }

    @Test
    void nothingOfOneTenantIsToldToOrChangedByTheOther(TestReporter reporter) {
        // Admins are last: a key's owners can read its maker, and an admin makes keys for others.
        for (Role role : Role.values()) {
            run(role, a, b);
            run(role, b, a);
        }
        reporter.publishEntry(Map.of("cells", String.valueOf(cells)));
        assertThat(cells).isGreaterThan(3_000);
        softly.assertAll();
    }

    private void run(Role role, Keyring own, Keyring other) {
        Api caller = own.client(role);
        for (String method : List.of("GET", "POST", "PATCH", "DELETE")) {
            for (Call call : Call.all(method)) {
                call(caller, role, call, own, other);
            }
            compareRows(role + " of " + own.tenant().slug() + ": after its last " + method);
        }
        Call last = new Call("DELETE", "/v1/api-keys/{id}?descendants=true", "");
        judge(new TableCell(role, last, Target.own(Victim.CALLER), own, other), caller);
        compareRows(role + " of " + own.tenant().slug() + ": after its own end");
    }

    private void call(Api caller, Role role, Call call, Keyring own, Keyring other) {
        String unknown = "";
        for (Target target : Target.of(call)) {
            TableCell cell = new TableCell(role, call, target, own, other);
            if (call.method().equals("DELETE") && cell.id().equals(cell.callerId()) && target.account() == Whose.OWN) {
                // Skips the revoke of the caller itself, which is the caller's last call.
                continue;
            }
            String text = TableCell.text(judge(cell, caller));
            unknown = unknown.isEmpty() ? text : unknown;
            if (Rule.isAsUnknown(role, call, target)) {
                softly.assertThat(text).as("%s", cell).isEqualTo(unknown);
            }
        }
        if (!undo.isEmpty()) {
            // Compares first, because the undo could also revert an unexpected change.
            compareRows(role + " of " + own.tenant().slug() + ": after " + call);
            undo.forEach(Runnable::run);
            undo.clear();
        }
    }

    private Answer judge(TableCell cell, Api caller) {
        cells++;
        Answer answer = cell.send(caller);
        softly.assertThat(answer.status()).as("%s: %s", cell, answer.body()).isEqualTo(cell.expected());
        if (!cell.role().isAdmin()) {
            softly.assertThat(leaks(cell, answer))
                    .as("%s: %s", cell, answer.body())
                    .isEmpty();
        }
        if (answer.status() < 300 && answer.status() == cell.expected()) {
            effects.check(cell, answer);
            a.renew(rows);
            b.renew(rows);
        }
        return answer;
    }

    /** Returns data of the other tenant in the response that the caller did not know or send. */
    private List<String> leaks(TableCell cell, Answer answer) {
        Set<String> own = rows.marksOf(cell.own().tenant());
        String text = TableCell.text(answer);
        return rows.marksOf(cell.other().tenant()).stream()
                .filter(mark -> !own.contains(mark) && !cell.call().body().contains(mark))
                .filter(text::contains)
                .toList();
    }

    private void compareRows(String when) {
        Rows now = Rows.readTable(SERVER, tenantA, tenantB);
        softly.assertThat(rows.differences(now)).as(when).isEmpty();
        rows.become(now);
    }
}
