package io.chatelaine.management;

import io.chatelaine.usage.HourCount;
import io.chatelaine.usage.LastUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The use of a key in a period.
 *
 * @param buckets that the period is made of, also those in which nothing was
 * @param lastUse whenever it was; null where it never was
 */
public record UsageReport(
        ApiKey key,
        UsagePeriod period,
        UsageCounts total,
        List<Bucket> buckets,
        @Nullable LastUse lastUse) {
    /** A part of the period. */
    public record Bucket(Instant from, UsageCounts counts) {}

    static UsageReport of(ApiKey key, UsagePeriod period, List<HourCount> hours, @Nullable LastUse lastUse) {
        UsageCounts total = new UsageCounts();
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < period.buckets(); i++) {
            buckets.add(new Bucket(period.startOf(i), new UsageCounts()));
        }
        for (HourCount hour : hours) {
            total.add(hour.outcome(), hour.count());
            buckets.get(period.bucketOf(hour.hour())).counts().add(hour.outcome(), hour.count());
        }
        return new UsageReport(key, period, total, List.copyOf(buckets), lastUse);
    }
}
