package io.chatelaine.key;

import java.util.Locale;
import java.util.Optional;

/** The environment of a key, live or test; part of the key itself and of its row. */
public enum Environment {
    LIVE,
    TEST;

    private final String text = name().toLowerCase(Locale.ROOT);
    private final String mark = '_' + text + '_';

    /** Returns {@code live} or {@code test}, as in keys and JSON. */
    public String text() {
        return text;
    }

    /** Returns the part of a key between its prefix and BODY, for example {@code _live_}. */
    String mark() {
        return mark;
    }

    /** Returns the environment of a text, which is case-sensitive. */
    public static Optional<Environment> of(String text) {
        for (Environment environment : values()) {
            if (environment.text.equals(text)) {
                return Optional.of(environment);
            }
        }
        return Optional.empty();
    }
}
