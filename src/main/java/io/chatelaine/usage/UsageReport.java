package io.chatelaine.usage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The use of a key in a period.
 *
 * @param revokedAt null unless the key is revoked
 * @param buckets every bucket of the period, empty ones included
 * @param lastUse the last use, even outside the period; null if the key was never used
 */
public record UsageReport(
        String keyId,
        @Nullable Instant revokedAt,
        UsagePeriod period,
        UsageCounts total,
        List<Bucket> buckets,
        @Nullable LastUse lastUse) {
    /** A part of the period. */
    public record Bucket(Instant from, UsageCounts counts) {}

    public static UsageReport of(
            String keyId,
            @Nullable Instant revokedAt,
            UsagePeriod period,
            List<HourCount> hours,
            @Nullable LastUse lastUse) {
        UsageCounts total = new UsageCounts();
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < period.buckets(); i++) {
            buckets.add(new Bucket(period.startOf(i), new UsageCounts()));
        }
        for (HourCount hour : hours) {
            total.add(hour.outcome(), hour.count());
            buckets.get(period.bucketOf(hour.hour())).counts().add(hour.outcome(), hour.count());
        }
        return new UsageReport(keyId, revokedAt, period, total, List.copyOf(buckets), lastUse);
    }
}
