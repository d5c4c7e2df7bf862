package io.chatelaine.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.request.InvalidQueryException;
import io.chatelaine.usage.UsagePeriod.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The buckets of a usage report. */
class UsagePeriodTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:34:56.789Z");

    private static UsagePeriod period(@Nullable String from, @Nullable String to, @Nullable String step) {
        return UsagePeriod.of(from, to, step, NOW);
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    @Test
    void defaultIsTheLast24HoursInWholeHours() {
        UsagePeriod period = period(null, null, null);
        assertThat(period)
                .isEqualTo(new UsagePeriod(at("2026-11-23T12:00:00Z"), at("2026-11-24T13:00:00Z"), Step.HOUR));
        assertThat(period.buckets()).isEqualTo(25);
    }

    @Test
    void bucketsHoldAllThatIsAskedForInUtc() {
        assertThat(period("2026-11-01T23:30:00-02:00", "2026-11-03T00:00:00Z", "day"))
                .isEqualTo(new UsagePeriod(at("2026-11-02T00:00:00Z"), at("2026-11-03T00:00:00Z"), Step.DAY));
        assertThat(period("2026-11-01T10:00:00Z", "2026-11-01T10:00:00.000000001Z", "hour")
                        .buckets())
                .isEqualTo(1);
        assertThat(period(null, "2026-11-03T00:00:00Z", "hour").from()).isEqualTo(at("2026-11-02T00:00:00Z"));
        assertThat(period("2026-11-24T12:00:00Z", null, "hour").to()).isEqualTo(at("2026-11-24T13:00:00Z"));
        assertThat(period("2025-10-20T12:34:56.789Z", null, "day").buckets()).isEqualTo(401);
        assertThat(period("2026-10-24T12:34:56.789Z", null, "hour").buckets()).isEqualTo(745);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24, , , from must be an RFC 3339 time",
        ", yesterday, , to must be an RFC 3339 time",
        "2026-11-24T10:00:00 02:00, , , from must be an RFC 3339 time",
        "2026-02-30T00:00:00Z, , , from must be an RFC 3339 time",
        "1999-12-31T23:59:59Z, 2000-01-01T00:00:00Z, , from must be in the years 2000 to 9998",
        ", 9999-12-31T23:59:59Z, , to must be in the years 2000 to 9998",
        "2026-11-24T12:34:56.789Z, , , from must be before to",
        "2026-11-24T10:00:00Z, 2026-11-24T10:00:00Z, , from must be before to",
        "2026-10-24T12:34:56.788Z, , , must be at most 31 days apart for step=hour",
        "2025-10-20T12:34:56.788Z, , day, must be at most 400 days apart for step=day",
        ", , week, step must be hour or day",
        ", , '', step must be hour or day",
        ", , HOUR, step must be hour or day",
    })
    void whatCannotBeIsTold(@Nullable String from, @Nullable String to, @Nullable String step, String detail) {
        assertThatThrownBy(() -> period(from, to, step))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining(detail);
    }

    @Test
    void hoursAreAddedUpToDaysAndEmptyOnesAreThere() {
        UsagePeriod period = period("2026-11-01T00:00:00Z", "2026-11-04T00:00:00Z", "day");
        UsageReport report = UsageReport.of(
                "key_x",
                null,
                period,
                List.of(
                        new HourCount(at("2026-11-01T00:00:00Z"), "accepted", 1),
                        new HourCount(at("2026-11-01T23:00:00Z"), "accepted", 2),
                        new HourCount(at("2026-11-01T23:00:00Z"), "unauthorized", 4),
                        new HourCount(at("2026-11-03T00:00:00Z"), "of_a_later_version", 8)),
                null);
        assertThat(report.buckets())
                .extracting(UsageReport.Bucket::from)
                .containsExactly(at("2026-11-01T00:00:00Z"), at("2026-11-02T00:00:00Z"), at("2026-11-03T00:00:00Z"));
        assertThat(report.buckets())
                .extracting(bucket -> bucket.counts().accepted())
                .containsExactly(3L, 0L, 0L);
        assertThat(report.buckets().get(1).counts().refused())
                .containsExactly(
                        Map.entry("unauthorized", 0L), Map.entry("forbidden", 0L), Map.entry("rate_limited", 0L));
        assertThat(report.buckets().get(2).counts().refused()).containsEntry("of_a_later_version", 8L);
        assertThat(report.total().accepted()).isEqualTo(3);
        assertThat(report.total().refused()).containsEntry("unauthorized", 4L);
    }
}
