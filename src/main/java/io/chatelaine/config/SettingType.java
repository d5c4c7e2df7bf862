package io.chatelaine.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Type of a setting.
 *
 * @param name word for the type in the table of settings
 * @param allowed the valid values in words, for the table and for the message about an invalid value
 * @param valid accepts the text of a value; for a list, the text of one element
 */
record SettingType(String name, String allowed, Predicate<String> valid) {
    static final SettingType FLAG = oneOf("flag", List.of("true", "false"));

    /** Value of a setting that is switched off. */
    static final String NONE = "none";

    private static final Duration LONGEST = Duration.ofDays(3650);

    static SettingType word(List<String> words) {
        return oneOf("word", words);
    }

    static <E extends Enum<E>> SettingType word(Class<E> type) {
        return word(
                Arrays.stream(type.getEnumConstants()).map(SettingType::wordOf).toList());
    }

    private static SettingType oneOf(String name, List<String> words) {
        return new SettingType(name, String.join(", ", words), words::contains);
    }

    /** Returns the word for a constant, for example {@code x-api-key} for {@code X_API_KEY}. */
    static String wordOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static SettingType text(String allowed, Predicate<String> valid) {
        return new SettingType("text", allowed, valid);
    }

    /** @param valid accepts the text of one element */
    static SettingType list(String allowed, Predicate<String> valid) {
        return new SettingType("list", allowed, valid);
    }

    static SettingType number(int least, int most) {
        return number(least, most, "a number from " + least + " to " + most);
    }

    static SettingType number(int least, int most, String allowed) {
        return new SettingType("number", allowed, value -> isNumber(value, least, most));
    }

    private static boolean isNumber(String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            return number >= least && number <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    static SettingType duration(Duration least) {
        return new SettingType(
                "duration",
                "a duration from " + least + " to P" + LONGEST.toDays() + "D, for example P90D or PT12H",
                value -> isDuration(value, least));
    }

    private static boolean isDuration(String value, Duration least) {
        try {
            Duration duration = Duration.parse(value);
            return duration.compareTo(least) >= 0 && duration.compareTo(LONGEST) <= 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    static SettingType limit(Duration longest, String example) {
        return new SettingType(
                "limit",
                "a number of requests from 1 to " + Limit.MOST
                        + ", a slash and a duration in whole seconds from PT1S to " + Limit.text(longest)
                        + ", for example " + example,
                value -> Limit.parse(value)
                        .filter(limit -> limit.window().compareTo(longest) <= 0)
                        .isPresent());
    }

    /** Returns a type that also allows {@link #NONE}. */
    SettingType orNone() {
        return new SettingType(name, NONE + ", or " + allowed, valid.or(NONE::equals));
    }

    /**
     * Checks the text of a value.
     *
     * @throws InvalidSettingException if it is invalid
     */
    String check(String property, String value) {
        if (!valid.test(value)) {
            throw new InvalidSettingException(property, value, allowed);
        }
        return value;
    }
}
