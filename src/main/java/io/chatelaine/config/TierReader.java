package io.chatelaine.config;

import io.chatelaine.config.TierSettings.LimitPartition;
import io.chatelaine.config.TierSettings.Limits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is set for each tier, by names that have the tier's own in them. */
final class TierReader {
    private static final String TIER = "[a-z][a-z0-9-]{0,31}";

    /** A rate holds on each node by itself and begins anew with it: a short window keeps what that can add up to small. */
    private static final Duration LONGEST_RATE = Duration.ofHours(1);

    private static final Duration LONGEST_QUOTA = Duration.ofDays(31);

    private TierReader() {}

    static List<String> names(SettingReader properties) {
        return properties.list(SettingNames.TIERS, "", tier -> tier.matches(TIER), "names of the form " + TIER);
    }

    static TierSettings read(SettingReader properties, List<String> tiers) {
        Map<String, Limits> limits = new HashMap<>();
        for (String tier : tiers) {
            Limits ofTier = new Limits(
                    limit(properties, SettingNames.tierRate(tier), LONGEST_RATE),
                    limit(properties, SettingNames.tierQuota(tier), LONGEST_QUOTA));
            if (ofTier.rate().isPresent() || ofTier.quota().isPresent()) {
                limits.put(tier, ofTier);
            }
        }
        return new TierSettings(
                limits,
                properties.choice(SettingNames.LIMITS_PER, LimitPartition.class, LimitPartition.ACCOUNT),
                reviewed(properties, tiers),
                renamed(properties, tiers));
    }

    private static Map<String, String> renamed(SettingReader properties, List<String> tiers) {
        String allowed = "old:new for tiers that were renamed, each old name once, new one of " + tiers
                + " and old none of them";
        Map<String, String> renamed = new HashMap<>();
        for (String pair : properties.list(SettingNames.TIERS_RENAMED, "", any -> true, allowed)) {
            String[] names = pair.split(":", -1);
            boolean fits = names.length == 2
                    && names[0].matches(TIER)
                    && !tiers.contains(names[0])
                    && tiers.contains(names[1]);
            if (!fits || renamed.put(names[0], names[1]) != null) {
                throw new InvalidSettingException(SettingNames.TIERS_RENAMED, pair, allowed);
            }
        }
        return renamed;
    }

    /** A preset's are those of its own tiers, which the administrator may have put others in the place of. */
    private static List<String> reviewed(SettingReader properties, List<String> tiers) {
        String name = SettingNames.TIERS_REVIEWED;
        boolean ofPreset = !properties.isExplicit(name);
        return properties.list(name, "", tier -> ofPreset || tiers.contains(tier), "names of tiers: " + tiers).stream()
                .filter(tiers::contains)
                .toList();
    }

    private static Optional<Limit> limit(SettingReader properties, String name, Duration longest) {
        String value = properties.find(name).orElse("none");
        if (value.equals("none")) {
            return Optional.empty();
        }
        return Limit.parse(value, longest).or(() -> {
            throw new InvalidSettingException(name, value, allowed(longest));
        });
    }

    private static String allowed(Duration longest) {
        return "none, or a number from 1 to 1000000000, / and a duration in whole seconds from PT1S to "
                + (longest.equals(LONGEST_RATE) ? "PT1H, as 60/PT1M" : "P31D, as 10000/P1D");
    }
}
