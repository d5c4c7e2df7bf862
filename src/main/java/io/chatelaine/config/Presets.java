package io.chatelaine.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The named sets of other defaults ({@code chatelaine.preset}): a file of settings each, in the WAR. */
final class Presets {
    private static final List<String> NAMES = List.of("none", "elestrals", "elacity", "exstr", "sk");

    private Presets() {}

    static Properties read(Optional<String> name) {
        String preset = name.orElse("none");
        if (!NAMES.contains(preset)) {
            throw new InvalidSettingException(SettingNames.PRESET, preset, String.join(", ", NAMES));
        }
        Properties properties = new Properties();
        if (!preset.equals("none")) {
            try (InputStream file = Presets.class.getResourceAsStream("/presets/" + preset + ".properties")) {
                properties.load(file);
            } catch (IOException e) {
                throw new UncheckedIOException("preset " + preset + " cannot be read", e);
            }
        }
        return properties;
    }
}
