package io.chatelaine.key;

import java.util.Locale;
import java.util.Optional;

/** What a key is for: {@code live} traffic or {@code test}; it stands in the key itself and in its row. */
public enum Environment {
    LIVE,
    TEST;

    private final String text = name().toLowerCase(Locale.ROOT);
    private final String mark = '_' + text + '_';

    /** {@code live} or {@code test}, as in keys and JSON. */
    public String text() {
        return text;
    }

    /** What stands between the prefix and BODY of a key, as {@code _live_}. */
    String mark() {
        return mark;
    }

    /** The environment of exactly that text. */
    public static Optional<Environment> of(String text) {
        for (Environment environment : values()) {
            if (environment.text.equals(text)) {
                return Optional.of(environment);
            }
        }
        return Optional.empty();
    }
}
