package io.chatelaine.management;

import io.chatelaine.request.Caller;
import io.chatelaine.request.InvalidQueryException;
import io.chatelaine.request.NoSuchKeyException;
import io.chatelaine.usage.LastUse;
import io.chatelaine.usage.UsagePeriod;
import io.chatelaine.usage.UsageQueries;
import io.chatelaine.usage.UsageReport;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who used which key, when and how often, for those who may see the key; what was in the last five seconds may be missing. */
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
     * The use of a key, also of one that is no more; null is what the request did not say.
     *
     * @throws NoSuchKeyException where there is none for this caller
     * @throws InvalidQueryException for times or a step that cannot be
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

    /** The last use of a key that the caller has been given; null where it was never used. */
    public @Nullable LastUse lastUse(ApiKey key) {
        return queries.lastUse(key.id());
    }

    /** The same for all of them at once, by their ids. */
    public Map<String, LastUse> lastUses(List<ApiKey> keys) {
        return queries.lastUses(keys.stream().map(ApiKey::id).toList());
    }
}
