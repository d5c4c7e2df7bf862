package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.account.AccountPatch;
import io.chatelaine.key.Environment;
import io.chatelaine.management.KeyChange.KeyPatch;
import io.chatelaine.management.SentStatements.Sent;
import io.chatelaine.request.Caller;
import io.chatelaine.restriction.Restrictions;
import io.chatelaine.restriction.RestrictionsPatch;
import io.chatelaine.verification.TestVerifier.Asked;
import io.chatelaine.verification.TestVerifier.Client;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every change of a column that the look-up of a key reads counts the epoch, so that no node keeps the old value. A column
 * that is added to the look-up needs a line here.
 */
class ProjectedColumnsOnDatabaseTest extends OnDatabase {
    private static final Set<String> NEVER_CHANGED =
            Set.of("k.id", "k.account_id", "k.hash", "k.environment", "k.tier", "k.lineage", "a.id", "a.slug");

    /** A node looks such a key up again until its first use. */
    private static final String FIRST_USE = "k.first_use_awaited";

    private static final Pattern COLUMN = Pattern.compile("\\b[ak]\\.\\w+");
    private static final Pattern ASSIGNMENTS = Pattern.compile("(?i)^UPDATE (api_key|account) SET (.*) WHERE ");

    private final SentStatements lookup = new SentStatements();
    private Caller by = Keys.caller(Environment.LIVE, scopes("admin"), null);

    @BeforeEach
    void createAccount() {
        by = caller.on(account("acme"));
    }

    /** A change of each column, for a key in the account {@code acme}. The last one suspends the account. */
    private Map<String, Consumer<String>> changes() {
        Map<String, Consumer<String>> changes = new LinkedHashMap<>();
        changes.put("k.name", id -> change(id, name("Other"), by));
        changes.put("k.scopes", id -> change(id, scoped("keys:read"), by));
        changes.put("k.enabled", id -> change(id, switched(false), by));
        changes.put("k.expires_at", id -> change(id, ending(jvm.now().plusSeconds(60)), by));
        changes.put("k.restrictions", id -> change(id, toOneNetwork(), by));
        changes.put("k.revoked_at", id -> revoke(id, by));
        changes.put(
                "k.rotated_at",
                id -> jvm.call(wiring -> wiring.rotation().rotate(id, Duration.ofHours(1), FORMAT, by)));
        changes.put("a.name", id -> changeAccount(new AccountPatch("Renamed", null)));
        changes.put("a.enabled", id -> changeAccount(new AccountPatch(null, false)));
        return changes;
    }

    private static KeyPatch toOneNetwork() {
        Restrictions network = Keys.restrictions("ip 10.0.0.0/8");
        return new KeyPatch(null, null, null, false, null, new RestrictionsPatch(network.ips(), null, null));
    }

    private void changeAccount(AccountPatch patch) {
        jvm.call(wiring -> wiring.accountChanges().change("acme", patch, caller));
    }

    @Test
    void everyColumnOfTheLookUpIsNeverChangedOrItsChangesCountTheEpoch() {
        Set<String> known = new TreeSet<>(NEVER_CHANGED);
        known.addAll(changes().keySet());
        known.add(FIRST_USE);
        assertThat(columnsOfTheLookUp()).isEqualTo(known);
    }

    private Set<String> columnsOfTheLookUp() {
        lookup.listen();
        verifier(lookup.on(jvm.dataSource()))
                .verify(
                        jvm.call(wiring -> wiring.issue().issue(key("Key"), FORMAT, by))
                                .plaintext()
                                .reveal(),
                        new Asked("GET", "/v1/me"),
                        new Client("192.0.2.1", null));
        String select = lookup.all().stream()
                .map(Sent::sql)
                .filter(sql -> sql.contains("FROM api_key k"))
                .findFirst()
                .orElseThrow();
        return COLUMN.matcher(select).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyChangeOfAColumnCountsTheEpoch() {
        changes().forEach((column, change) -> {
            String id = issue("Key", by);
            int before = epoch();
            jvm.sent().listen();

            change.accept(id);

            Set<String> assigned = assigned();
            assertThat(assigned).as(column).contains(column).doesNotContainAnyElementsOf(NEVER_CHANGED);
            assertThat(epoch()).as(column).isEqualTo(before + 1);
            assertThat(text(
                            column.startsWith("k.")
                                    ? "SELECT key_id FROM change_log WHERE n = " + (before + 1)
                                    : "SELECT account_id FROM account_change_log WHERE n = " + (before + 1)))
                    .as(column)
                    .isEqualTo(column.startsWith("k.") ? id : "acme");
        });
    }

    /** Returns the columns that the statements since the last change have set. */
    private Set<String> assigned() {
        Set<String> columns = new TreeSet<>();
        for (Sent sent : jvm.sent().all()) {
            ASSIGNMENTS.matcher(sent.sql()).results().forEach(update -> {
                for (String assignment : update.group(2).split(", ", -1)) {
                    String table = update.group(1).equalsIgnoreCase("account") ? "a." : "k.";
                    columns.add(table
                            + assignment.substring(0, assignment.indexOf(' ')).toLowerCase(Locale.ROOT));
                }
            });
        }
        return columns;
    }
}
