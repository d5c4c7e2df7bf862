package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.database.DatabaseTime;
import io.chatelaine.key.Environment;
import java.time.Instant;
import java.util.TimeZone;
import org.h2.util.DateTimeUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Times of entities are exact in any zone of the JVM. In Berlin the hour from 2:00 on 28 March 2027 does not exist, and
 * that on 31 October 2027 exists twice; in New York it is 14 March and the hour from 1:00 on 7 November.
 */
@Isolated("Changes the time zone of the JVM")
class TimesOnDatabaseTest extends OnDatabase {
    private final TimeZone before = TimeZone.getDefault();

    @BeforeEach
    @Override
    void open() {
        // The test opens the database after it has set the zone.
    }

    @AfterEach
    void restore() {
        zone(before);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2027-03-28T00:59:59.999999Z",
        "Europe/Berlin, 2027-03-28T01:30:00Z",
        "Europe/Berlin, 2027-03-28T02:30:00.123456Z",
        "Europe/Berlin, 2027-10-31T00:30:00.000001Z",
        "Europe/Berlin, 2027-10-31T02:30:00Z",
        "America/New_York, 2027-03-14T02:30:00.5Z",
        "America/New_York, 2027-11-07T01:30:00.123456Z",
        "America/New_York, 2027-11-07T05:30:00Z",
        "UTC, 2027-03-28T02:30:00Z",
    })
    void timesAreExact(String jvmZone, Instant time) {
        zone(TimeZone.getTimeZone(jvmZone));
        super.open();
        String persisted = issue(new NewKey("Persisted", Environment.LIVE, null, scopes(), time), caller);
        String updated = issue("Updated", caller);

        assertThat(find(persisted, caller).expiresAt()).isEqualTo(time);
        assertThat(stored(persisted)).isEqualTo(time);

        assertThat(update("UPDATE ApiKey k SET k.expiresAt = :time WHERE k.id = :id", updated, time))
                .isEqualTo(1);
        assertThat(find(updated, caller).expiresAt()).isEqualTo(time);
        assertThat(stored(updated)).isEqualTo(time);

        assertThat(matching(time)).isEqualTo(2);
        assertThat(matching(time.plusNanos(1000))).isZero();
        assertThat(matching(time.plusSeconds(3600))).isZero();
        assertThat(matching(time.minusSeconds(3600))).isZero();
    }

    private int update(String jpql, String id, Instant time) {
        return jvm.inTransaction(wiring -> wiring.entities
                .createQuery(jpql)
                .setParameter("time", time)
                .setParameter("id", id)
                .executeUpdate());
    }

    private int matching(Instant time) {
        return jvm.inTransaction(wiring -> wiring.entities
                .createQuery("SELECT k FROM ApiKey k WHERE k.expiresAt = :time", ApiKey.class)
                .setParameter("time", time)
                .getResultList()
                .size());
    }

    /** Returns the time as the database has it, whatever the zone of the JVM is. */
    private Instant stored(String id) {
        return DatabaseTime.parse(text("SELECT CONCAT(expires_at, '') FROM api_key WHERE id = '" + id + "'"));
    }

    /** Reloads the zone: H2 keeps the zone of the JVM from its first use. */
    private static void zone(TimeZone zone) {
        TimeZone.setDefault(zone);
        DateTimeUtils.resetCalendar();
    }
}
