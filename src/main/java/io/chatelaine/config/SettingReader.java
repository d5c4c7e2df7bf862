package io.chatelaine.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Predicate;

/** Typed reading of one setting at a time: the explicit value, else the preset's, else the default. */
final class SettingReader {
    private final Function<String, Optional<String>> explicit;
    private final Properties preset;

    /** @param explicit gives what was written, trimmed, and nothing for an empty value */
    SettingReader(Function<String, Optional<String>> explicit, Properties preset) {
        this.explicit = explicit;
        this.preset = preset;
    }

    Optional<String> find(String name) {
        return explicit.apply(name).or(() -> Optional.ofNullable(preset.getProperty(name)));
    }

    /** Whether the administrator wrote it, and no preset. */
    boolean isExplicit(String name) {
        return explicit.apply(name).isPresent();
    }

    String text(String name, String byDefault, Predicate<String> valid, String allowed) {
        String value = find(name).orElse(byDefault);
        if (!valid.test(value)) {
            throw new InvalidSettingException(name, value, allowed);
        }
        return value;
    }

    boolean flag(String name, boolean byDefault) {
        String value = text(name, String.valueOf(byDefault), v -> v.equals("true") || v.equals("false"), "true, false");
        return value.equals("true");
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E byDefault) {
        String value = find(name).orElse(word(byDefault));
        List<String> allowed = new ArrayList<>();
        for (E choice : type.getEnumConstants()) {
            if (word(choice).equals(value)) {
                return choice;
            }
            allowed.add(word(choice));
        }
        throw new InvalidSettingException(name, value, String.join(", ", allowed));
    }

    int number(String name, int byDefault, int least, int most, String allowed) {
        String value = find(name).orElse(String.valueOf(byDefault));
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one answer for both.
        }
        throw new InvalidSettingException(name, value, allowed);
    }

    /** A number; nothing for {@code none}. */
    Optional<Integer> numberOrNone(String name, int byDefault, int least, int most, String allowed) {
        return find(name).filter("none"::equals).isPresent()
                ? Optional.empty()
                : Optional.of(number(name, byDefault, least, most, allowed));
    }

    /** An ISO 8601 duration; nothing for {@code none}. */
    Optional<Duration> duration(String name, String byDefault, Duration least, Duration most) {
        String value = find(name).orElse(byDefault);
        if (value.equals("none")) {
            return Optional.empty();
        }
        try {
            Duration duration = Duration.parse(value);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return Optional.of(duration);
            }
        } catch (DateTimeParseException e) {
            // Falls through to the one answer for both.
        }
        throw new InvalidSettingException(
                name, value, "none, or a duration from " + least + " to P" + most.toDays() + "D, as P90D or PT12H");
    }

    /** The parts of a comma-separated list, trimmed, empty ones left out. */
    List<String> list(String name, String byDefault, Predicate<String> valid, String allowed) {
        List<String> parts = Arrays.stream(find(name).orElse(byDefault).split(","))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
        for (String part : parts) {
            if (!valid.test(part)) {
                throw new InvalidSettingException(name, part, allowed);
            }
        }
        return parts;
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
