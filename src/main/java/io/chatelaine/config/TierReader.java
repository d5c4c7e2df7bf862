package io.chatelaine.config;

import static io.chatelaine.config.Setting.LIMITS_PER;
import static io.chatelaine.config.Setting.TIERS;
import static io.chatelaine.config.Setting.TIERS_RENAMED;
import static io.chatelaine.config.Setting.TIERS_REVIEWED;
import static io.chatelaine.config.Setting.TIER_QUOTA;
import static io.chatelaine.config.Setting.TIER_RATE;

import io.chatelaine.config.TierSettings.LimitPartition;
import io.chatelaine.config.TierSettings.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the settings of tiers. */
final class TierReader {
    static final String TIER = "[a-z][a-z0-9-]{0,31}";

    private TierReader() {}

    static boolean isTier(String text) {
        return text.matches(TIER);
    }

    /** Returns the valid elements of {@code chatelaine.tiers.renamed} in words. */
    static String renamesAllowed(String tiers) {
        return "old:new for renamed tiers, each old name once; new is one of " + tiers + ", old is not";
    }

    static List<String> names(SettingReader properties) {
        return properties.list(TIERS);
    }

    static TierSettings read(SettingReader properties, List<String> tiers) {
        Map<String, Limits> limits = new HashMap<>();
        for (String tier : tiers) {
            Limits ofTier = new Limits(properties.limit(TIER_RATE, tier), properties.limit(TIER_QUOTA, tier));
            if (ofTier.rate().isPresent() || ofTier.quota().isPresent()) {
                limits.put(tier, ofTier);
            }
        }
        return new TierSettings(
                limits,
                properties.word(LIMITS_PER, LimitPartition.class),
                reviewed(properties, tiers),
                renamed(properties, tiers));
    }

    private static Map<String, String> renamed(SettingReader properties, List<String> tiers) {
        Map<String, String> renamed = new HashMap<>();
        for (String pair : properties.list(TIERS_RENAMED)) {
            String[] names = pair.split(":", -1);
            boolean valid =
                    names.length == 2 && isTier(names[0]) && !tiers.contains(names[0]) && tiers.contains(names[1]);
            if (!valid || renamed.put(names[0], names[1]) != null) {
                throw new InvalidSettingException(TIERS_RENAMED.property(), pair, renamesAllowed(tiers.toString()));
            }
        }
        return renamed;
    }

    /** Leaves out names of the preset that {@code chatelaine.tiers} replaces; an explicit name must be a tier. */
    private static List<String> reviewed(SettingReader properties, List<String> tiers) {
        boolean ofPreset = !properties.isExplicit(TIERS_REVIEWED);
        SettingType type = SettingType.list("names of tiers: " + tiers, tier -> ofPreset || tiers.contains(tier));
        return properties.list(TIERS_REVIEWED, type).stream()
                .filter(tiers::contains)
                .toList();
    }
}
