package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.key.Environment;
import io.chatelaine.management.KeyQueries.KeyPage;
import io.chatelaine.request.InvalidQueryException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import org.h2.util.DateTimeUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of keys from the database, and their times. */
@Isolated("Changes the time zone of the JVM")
class KeyQueriesOnDatabaseTest extends OnDatabase {
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");
    private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");

    @Test
    void pagesGoThroughAllKeysNewestFirst() {
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            newestFirst.add(0, issue("Key " + i, caller));
        }

        KeyPage first = list("active", 3, null, caller);
        KeyPage second = list("active", 3, first.page().next(), caller);
        issue("Too late for this walk", caller);
        KeyPage third = list("active", 3, second.page().next(), caller);

        assertThat(ids(first)).isEqualTo(newestFirst.subList(0, 3));
        assertThat(ids(second)).isEqualTo(newestFirst.subList(3, 6));
        assertThat(ids(third)).isEqualTo(newestFirst.subList(6, 7));
        assertThat(third.page().next()).isNull();
        assertThatThrownBy(() -> list("active", 3, "key_tampered", caller)).isInstanceOf(InvalidQueryException.class);
    }

    @Test
    void pagesGoThroughKeysOfTheSameMicrosecondOnceEach() {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            all.add(issue("Key " + i, caller));
        }
        execute("UPDATE api_key SET created_at = '2026-01-01 00:00:00.123456'");

        List<String> walked = new ArrayList<>();
        String cursor = null;
        do {
            KeyPage page = list("all", 1, cursor, caller);
            walked.addAll(ids(page));
            cursor = page.page().next();
        } while (cursor != null);

        assertThat(walked).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void pageThatIsExactlyFullHasNoNext() {
        issue("One", caller);
        issue("Two", caller);

        assertThat(list("active", 2, null, caller).page().next()).isNull();
    }

    @Test
    void walkGoesOnAfterTheKeyAtItsCursorWasRevoked() {
        String old = issue("Old", caller);
        String young = issue("Young", caller);
        KeyPage first = list("active", 1, null, caller);

        revoke(young, caller);

        assertThat(ids(list("active", 1, first.page().next(), caller))).containsExactly(old);
    }

    @Test
    void eachStatusListsItsKeysAndNoOthers() {
        String active = issue(new NewKey("Active", Environment.LIVE, null, scopes(), FAR), caller);
        String disabled = issue("Disabled", caller);
        String expired = issue(new NewKey("Expired", Environment.LIVE, null, scopes(), PAST), caller);
        String expiredAndDisabled = issue(new NewKey("Both", Environment.LIVE, null, scopes(), PAST), caller);
        String revoked = issue("Revoked", caller);
        String revokedAndExpired = issue(new NewKey("Over", Environment.LIVE, null, scopes(), PAST), caller);
        execute("UPDATE api_key SET enabled = FALSE WHERE name IN ('Disabled', 'Both')");
        revoke(revoked, caller);
        revoke(revokedAndExpired, caller);

        assertThat(ids(list("active", 100, null, caller))).containsExactly(active);
        assertThat(ids(list("disabled", 100, null, caller))).containsExactly(disabled);
        assertThat(ids(list("expired", 100, null, caller))).containsExactly(expiredAndDisabled, expired);
        assertThat(ids(list("revoked", 100, null, caller))).containsExactly(revokedAndExpired, revoked);
        KeyPage all = list("all", 100, null, caller);
        assertThat(all.page().items()).hasSize(6);
        for (ApiKey key : all.page().items()) {
            String status = key.status(all.now()).word();
            assertThat(ids(list(status, 100, null, caller))).contains(key.id());
        }
    }

    @Test
    void endThatIsNoticedShowsInTheSameLists() throws SQLException {
        String ended = issue(new NewKey("Ended", Environment.LIVE, null, scopes(), PAST), caller);
        String active = issue(new NewKey("Active", Environment.LIVE, null, scopes(), FAR), caller);
        String revoked = issue(new NewKey("Revoked", Environment.LIVE, null, scopes(), PAST), caller);
        revoke(revoked, caller);
        assertThat(ids(list("expired", 100, null, caller))).containsExactly(ended);
        assertThat(text("SELECT state FROM api_key WHERE id = '" + ended + "'")).isEqualTo("active");

        assertThat(sweep().notice()).isEqualTo(1);

        assertThat(text("SELECT state FROM api_key WHERE id = '" + ended + "'")).isEqualTo("expired");
        assertThat(sweep().notice()).isZero();
        assertThat(ids(list("expired", 100, null, caller))).containsExactly(ended);
        assertThat(ids(list("active", 100, null, caller))).containsExactly(active);
        assertThat(ids(list("revoked", 100, null, caller))).containsExactly(revoked);

        change(ended, ending(FAR), caller);
        assertThat(ids(list("active", 100, null, caller))).containsExactly(active, ended);
        assertThat(ids(list("expired", 100, null, caller))).isEmpty();
    }

    @SuppressWarnings("UnnecessaryAssignment") // The framework that would assign it is absent.
    private ExpirySweep sweep() {
        ExpirySweep sweep = new ExpirySweep();
        sweep.dataSource = jvm.dataSource();
        sweep.clock = jvm.clock();
        return sweep;
    }

    @Test
    void manyEndsThatAreNotNoticedMakeAPageShortAndNotSlow() throws SQLException {
        String old = issue("Old", caller);
        execute("UPDATE api_key SET created_at = '2020-01-01 00:00:00' WHERE id = '" + old + "'");
        execute("INSERT INTO api_key (id, account_id, name, prefix, hint, environment, hash, scopes, admin, enabled,"
                + " created_at, expires_at) WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number"
                + " WHERE n < 40) SELECT CONCAT('key_', a.n, '_', b.n), '" + caller.accountId()
                + "', 'Ended', 'ck_live_', '0000', 'live', "
                + (isMySql()
                        ? "UNHEX(SHA2(CONCAT(a.n, '_', b.n), 256))"
                        : "HASH('SHA-256', STRINGTOUTF8(CONCAT(a.n, '_', b.n)), 1)")
                + ", '', FALSE, TRUE, '2026-01-01 00:00:00', '2026-01-02 00:00:00'"
                + " FROM number a JOIN number b ON 1 = 1");

        KeyPage first = list("active", 99, null, caller);
        assertThat(ids(first)).isEmpty();
        assertThat(first.page().next()).isNotNull();
        KeyPage second = list("active", 99, first.page().next(), caller);
        assertThat(ids(second)).containsExactly(old);
        assertThat(second.page().next()).isNull();
        assertThat(ids(list("expired", 100, null, caller))).hasSize(100);

        assertThat(sweep().notice()).isEqualTo(1600);
        assertThat(ids(list("active", 99, null, caller))).containsExactly(old);
        assertThat(ids(list("expired", 100, null, caller))).hasSize(100);
    }

    /** In Berlin the hour from 2:00 on 28 March 2027 does not exist, and that on 31 October 2027 exists twice. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-03-28T00:59:59.999999Z",
                "2027-03-28T01:30:00Z",
                "2027-03-28T02:30:00.123456Z",
                "2027-10-31T00:30:00Z",
                "2027-10-31T02:30:00Z"
            })
    void timesAreExactInAnyZoneOfTheJvm(String time) throws SQLException {
        Instant expiry = Instant.parse(time);
        TimeZone before = TimeZone.getDefault();
        try {
            close();
            zone(TimeZone.getTimeZone("Europe/Berlin"));
            open();
            String id = issue(new NewKey("Summer", Environment.LIVE, null, scopes(), expiry), caller);

            assertThat(find(id, caller).expiresAt()).isEqualTo(expiry);
            assertThat(stored(id)).isEqualTo(expiry);
            Instant now = list("all", 1, null, caller).now();
            assertThat(now)
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        } finally {
            zone(before);
        }
    }

    private Instant stored(String id) throws SQLException {
        try (Connection connection = jvm.connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT expires_at FROM api_key WHERE id = '" + id + "'");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        }
    }

    /** Reloads the zone: H2 keeps the zone of the JVM from its first use. */
    private static void zone(TimeZone zone) {
        TimeZone.setDefault(zone);
        DateTimeUtils.resetCalendar();
    }
}
