package io.chatelaine.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** Named sets of other defaults ({@code chatelaine.preset}), each a file of properties in the WAR. */
final class Presets {
    static final List<String> NAMES = List.of(SettingType.NONE, "elestrals", "elacity", "exstr", "sk");

    private Presets() {}

    /** @throws InvalidSettingException if the name is not one of {@link #NAMES} */
    static Properties read(String name) {
        Setting.PRESET.type().check(Setting.PRESET.property(), name);
        Properties properties = new Properties();
        if (!name.equals(SettingType.NONE)) {
            try (InputStream file = Presets.class.getResourceAsStream("/presets/" + name + ".properties")) {
                properties.load(file);
            } catch (IOException e) {
                throw new UncheckedIOException("preset " + name + " is not readable", e);
            }
        }
        return properties;
    }
}
