package io.chatelaine.management;

import io.chatelaine.request.Caller;
import io.chatelaine.request.InvalidQueryException;
import io.chatelaine.request.NotFoundException;
import io.chatelaine.usage.LastUse;
import io.chatelaine.usage.UsagePeriod;
import io.chatelaine.usage.UsageQueries;
import io.chatelaine.usage.UsageReport;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Usage of a key, for callers that may see the key. Requests of the last five seconds may be missing. */
@Singleton
public class KeyUsage {
    private final KeyManagement keys;
    private final UsageQueries queries;

    @Inject
    public KeyUsage(KeyManagement keys, UsageQueries queries) {
        this.keys = keys;
        this.queries = queries;
    }

    /**
     * Returns the usage of a key, also of a revoked or expired one. A parameter is null if absent.
     *
     * @throws NotFoundException if the caller cannot see the key
     * @throws InvalidQueryException if a time or the step is invalid
     */
    public UsageReport report(
            String keyId, @Nullable String from, @Nullable String to, @Nullable String step, Caller caller) {
        FoundKey found = keys.find(keyId, caller);
        UsagePeriod period = UsagePeriod.of(from, to, step, found.now());
        return UsageReport.of(
                keyId,
                found.key().revokedAt(),
                period,
                queries.hours(keyId, period.from(), period.to()),
                queries.lastUse(keyId));
    }

    /** Returns the last use of a key that the caller may see; null if never used. */
    public @Nullable LastUse lastUse(ApiKey key) {
        return queries.lastUse(key.id());
    }

    /** Returns the last use of each key, by id. */
    public Map<String, LastUse> lastUses(List<ApiKey> keys) {
        return queries.lastUses(keys.stream().map(ApiKey::id).toList());
    }
}
