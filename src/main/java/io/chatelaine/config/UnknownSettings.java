package io.chatelaine.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names that begin like a setting and are not one, for example a misspelt one. */
final class UnknownSettings {
    /** Variables that {@code scripts/run} and the files in {@code server-config} read. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            "CHATELAINE_WAR",
            "CHATELAINE_DB_URL",
            "CHATELAINE_DB_USER",
            "CHATELAINE_DB_PASSWORD",
            "CHATELAINE_H2_OPTIONS",
            "CHATELAINE_H2_URL",
            "CHATELAINE_LOG_MEGABYTES");

    private UnknownSettings() {}

    /**
     * Returns the unknown names as they are written.
     *
     * @param tiers names of the tiers, each of which adds settings
     * @param properties as MicroProfile Config lists them; some servers also list variables there, with dots
     * @param variables of the environment
     */
    static Set<String> find(List<String> tiers, Iterable<String> properties, Set<String> variables) {
        Set<String> known = Arrays.stream(Setting.values())
                .flatMap(setting -> properties(setting, tiers))
                .collect(Collectors.toSet());
        Set<String> knownVariables =
                known.stream().map(UnknownSettings::variable).collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>();
        for (String name : variables) {
            if (name.startsWith(variable(Setting.PREFIX))
                    && !knownVariables.contains(name)
                    && !OTHER_VARIABLES.contains(name)) {
                unknown.add(name);
            }
        }
        for (String name : properties) {
            if (name.startsWith(Setting.PREFIX) && !known.contains(name) && !variables.contains(variable(name))) {
                unknown.add(name);
            }
        }
        return unknown;
    }

    private static Stream<String> properties(Setting setting, List<String> tiers) {
        return setting.isOfTier() ? tiers.stream().map(setting::property) : Stream.of(setting.property());
    }

    /** Returns the variable of the environment that sets a property. */
    private static String variable(String property) {
        return property.replaceAll("[^0-9A-Za-z]", "_").toUpperCase(Locale.ROOT);
    }
}
