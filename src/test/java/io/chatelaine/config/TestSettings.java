package io.chatelaine.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings for a test, read in the same way as by a server. */
public final class TestSettings {
    private TestSettings() {}

    /** @param namesAndValues a name, its value, the next name … */
    public static Settings of(String... namesAndValues) {
        Map<String, String> explicit = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            explicit.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return SettingsReader.read(name -> Optional.ofNullable(explicit.get(name)));
    }
}
