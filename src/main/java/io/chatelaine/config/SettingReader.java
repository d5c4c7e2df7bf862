package io.chatelaine.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/** Reads one setting at a time: the explicit value, else the value of the preset, else the default. */
final class SettingReader {
    private final Function<String, Optional<String>> explicit;
    private final Properties preset;

    /** @param explicit returns the trimmed value of a property; empty if it is absent or blank */
    SettingReader(Function<String, Optional<String>> explicit, Properties preset) {
        this.explicit = explicit;
        this.preset = preset;
    }

    /** Whether the administrator set the value; false for a value of the preset. */
    boolean isExplicit(Setting setting) {
        return explicit.apply(setting.property()).isPresent();
    }

    String text(Setting setting) {
        return text(setting, setting.property(), setting.type());
    }

    boolean flag(Setting setting) {
        return text(setting).equals("true");
    }

    <E extends Enum<E>> E word(Setting setting, Class<E> type) {
        String value = text(setting);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> SettingType.wordOf(constant).equals(value))
                .findFirst()
                .orElseThrow();
    }

    int number(Setting setting) {
        return number(setting, setting.type());
    }

    /** @param type a narrower one than that of the setting */
    int number(Setting setting, SettingType type) {
        return Integer.parseInt(text(setting, setting.property(), type));
    }

    /** Returns the text of a value; empty for {@code none}. */
    Optional<String> unlessNone(Setting setting) {
        return Optional.of(text(setting)).filter(value -> !value.equals(SettingType.NONE));
    }

    /** Returns the limit of a tier; empty for {@code none}. */
    Optional<Limit> limit(Setting setting, String tier) {
        return Limit.parse(text(setting, setting.property(tier), setting.type()));
    }

    List<String> list(Setting setting) {
        return list(setting, setting.type());
    }

    /**
     * Returns the elements of a comma-separated list, trimmed, without empty ones.
     *
     * @param type a narrower one than that of the setting
     */
    List<String> list(Setting setting, SettingType type) {
        return Arrays.stream(value(setting, setting.property()).split(","))
                .map(String::trim)
                .filter(element -> !element.isEmpty())
                .map(element -> type.check(setting.property(), element))
                .toList();
    }

    private String text(Setting setting, String property, SettingType type) {
        return type.check(property, value(setting, property));
    }

    private String value(Setting setting, String property) {
        return explicit.apply(property)
                .or(() -> Optional.ofNullable(preset.getProperty(property)))
                .orElse(setting.byDefault());
    }
}
