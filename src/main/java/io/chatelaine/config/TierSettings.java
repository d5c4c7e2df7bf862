package io.chatelaine.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What being of a tier means.
 *
 * @param limits of the tiers that have any, by name
 * @param partition who has those limits
 * @param reviewed tiers whose keys are made for accounts only that were approved
 * @param renamed the tiers of today by the names of before that keys still have
 */
public record TierSettings(
        Map<String, Limits> limits, LimitPartition partition, List<String> reviewed, Map<String, String> renamed) {
    public static final TierSettings NONE = new TierSettings(Map.of(), LimitPartition.ACCOUNT, List.of());

    public TierSettings {
        renamed = Map.copyOf(renamed);
        limits = Map.copyOf(limits);
        reviewed = List.copyOf(reviewed);
    }

    /** Settings without tiers that were renamed. */
    public TierSettings(Map<String, Limits> limits, LimitPartition partition, List<String> reviewed) {
        this(limits, partition, reviewed, Map.of());
    }

    /** Returns the name of today of a tier that a key has; null if it has none. */
    public @Nullable String current(@Nullable String tier) {
        return tier == null ? null : renamed.getOrDefault(tier, tier);
    }

    /**
     * What a tier allows; one at least is there.
     *
     * @param rate for each node
     * @param quota for all nodes together
     */
    public record Limits(Optional<Limit> rate, Optional<Limit> quota) {}

    /** The limits of that tier; null where there are none. */
    public @Nullable Limits of(@Nullable String tier) {
        return tier == null ? null : limits.get(tier);
    }

    /** The keys that share the limits of a tier. */
    public enum LimitPartition {
        /** All keys of an account in the tier. More keys do not give more. */
        ACCOUNT,
        /** One key and the keys that it is rotated to. A rotation does not give more. */
        KEY
    }
}
