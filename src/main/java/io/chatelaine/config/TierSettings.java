package io.chatelaine.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings of tiers.
 *
 * @param limits limits by tier, without the tiers that have none
 * @param partition keys that share the limits of a tier
 * @param reviewed tiers whose keys are issued only for approved accounts
 * @param renamed new names of tiers by their old names, which keys still have
 */
public record TierSettings(
        Map<String, Limits> limits, LimitPartition partition, List<String> reviewed, Map<String, String> renamed) {
    public static final TierSettings NONE = new TierSettings(Map.of(), LimitPartition.ACCOUNT, List.of());

    public TierSettings {
        renamed = Map.copyOf(renamed);
        limits = Map.copyOf(limits);
        reviewed = List.copyOf(reviewed);
    }

    /** Makes settings without renamed tiers. */
    public TierSettings(Map<String, Limits> limits, LimitPartition partition, List<String> reviewed) {
        this(limits, partition, reviewed, Map.of());
    }

    /** Returns the current name of the tier of a key; null if the key has no tier. */
    public @Nullable String current(@Nullable String tier) {
        return tier == null ? null : renamed.getOrDefault(tier, tier);
    }

    /**
     * Limits of one tier, at least one of which is set.
     *
     * @param rate limit on each node
     * @param quota limit on all nodes together
     */
    public record Limits(Optional<Limit> rate, Optional<Limit> quota) {}

    /** Returns the limits of a tier; null if it has none. */
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
