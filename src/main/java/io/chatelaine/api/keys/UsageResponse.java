package io.chatelaine.api.keys;

import io.chatelaine.usage.LastUse;
import io.chatelaine.usage.UsageCounts;
import io.chatelaine.usage.UsageReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The use of a key in responses: whole buckets in UTC, including empty ones. */
record UsageResponse(
        String id,
        String from,
        String to,
        String step,
        long accepted,
        Map<String, Long> refused,
        @Nullable String lastUsed,
        @Nullable String revokedAt,
        List<Bucket> buckets) {
    /** The counts of one hour or day. */
    record Bucket(String from, long accepted, Map<String, Long> refused) {
        static Bucket of(UsageReport.Bucket bucket) {
            UsageCounts counts = bucket.counts();
            return new Bucket(KeyResponse.seconds(bucket.from()), counts.accepted(), counts.refused());
        }
    }

    static UsageResponse of(UsageReport report) {
        LastUse lastUse = report.lastUse();
        return new UsageResponse(
                report.keyId(),
                KeyResponse.seconds(report.period().from()),
                KeyResponse.seconds(report.period().to()),
                report.period().step().word(),
                report.total().accepted(),
                report.total().refused(),
                KeyResponse.secondsOrNull(lastUse == null ? null : lastUse.at()),
                KeyResponse.secondsOrNull(report.revokedAt()),
                report.buckets().stream().map(Bucket::of).toList());
    }
}
