package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.account.AccountPatch;
import io.chatelaine.management.KeySelection.Criteria;
import io.chatelaine.management.SentStatements.Sent;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The statements of a change: their number, and the locks that come first. */
class StatementsOnDatabaseTest extends OnDatabase {
    private List<String> sent(Runnable change) {
        jvm.sent().listen();
        change.run();
        return jvm.sent().all().stream()
                .map(Sent::sql)
                .map(sql -> sql.toLowerCase(Locale.ROOT))
                .toList();
    }

    @Test
    void theAccountIsLockedBeforeTheCaller() {
        settings("chatelaine.account.max-keys", "9");

        List<String> issue = sent(() -> issue("Key", caller));

        assertThat(issue.get(0)).matches("select .* from account .* for update");
        assertThat(issue.get(1)).matches("select .* from api_key .* for update");
        assertThat(issue.get(2)).contains(" from account ").doesNotContain("for update");
    }

    @Test
    void theInstallationIsLockedBeforeTheCallerAndTheAccount() {
        List<String> suspension = sent(() ->
                jvm.call(wiring -> wiring.accountChanges().change("callers", new AccountPatch(null, false), caller)));

        assertThat(suspension.get(0)).matches("select .* from installation .* for update");
        assertThat(suspension.get(1)).matches("select .* from api_key .* for update");
        assertThat(suspension.stream().filter(sql -> sql.contains("for update")))
                .hasSize(3)
                .last()
                .asString()
                .matches("select .* from account .* for update");
    }

    @Test
    void revokeSendsFewStatements() {
        String id = issue("Key", caller);

        List<String> revoke = sent(() -> revoke(id, caller));

        assertThat(revoke).hasSizeLessThanOrEqualTo(8);
        assertThat(revoke.stream().filter(sql -> sql.startsWith("update api_key")))
                .hasSize(1);
        assertThat(revoke.get(revoke.size() - 2)).startsWith("select n from epoch");
        assertThat(revoke.get(revoke.size() - 1)).startsWith("insert into change_log");
    }

    @Test
    void rowsOfManyKeysTakeFewStatements() {
        for (int i = 0; i < 12; i++) {
            issue("Many", caller);
        }
        Criteria many = new Criteria(null, null, null, "Many");

        List<String> revoke = sent(() -> jvm.call(wiring -> wiring.revocation().revoke(many, 12, null, caller)));

        assertThat(revoke.stream().filter(sql -> sql.startsWith("update api_key")))
                .hasSize(1);
        assertThat(revoke.stream().filter(sql -> sql.startsWith("insert into audit")))
                .hasSize(1);
        assertThat(revoke.stream().filter(sql -> sql.startsWith("insert into change_log")))
                .hasSize(1);
    }

    @Test
    void textsOfClientsAreParameters() {
        String id = issue("Key", caller);

        assertThat(sent(() -> change(id, name("O'Brien"), caller)))
                .anyMatch(sql -> sql.startsWith("update api_key set name = ? where"));
        assertThat(sent(() -> jvm.call(wiring ->
                        wiring.accountChanges().change("callers", new AccountPatch("O'Brien", null), caller))))
                .anyMatch(sql -> sql.startsWith("update account set name = ? where"));
    }
}
