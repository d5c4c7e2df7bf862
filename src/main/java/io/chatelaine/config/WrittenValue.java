package io.chatelaine.config;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Value of a property of MicroProfile Config as the administrator wrote it. MicroProfile Config treats a value whose
 * {@code ${…}} does not resolve as absent: a server would start with a laxer default.
 */
final class WrittenValue {
    private static final String EXPRESSION = "${";
    private static final String ALLOWED = "a value in which each ${…} names a property or variable that is set";

    private WrittenValue() {}

    /**
     * Returns the value of a property; empty if it is absent or empty.
     *
     * @throws InvalidSettingException if the value does not resolve
     */
    static Optional<String> of(Config config, String name) {
        Optional<String> resolved = resolve(config, name);
        if (resolved.isPresent() && !resolved.get().contains(EXPRESSION)) {
            return resolved;
        }
        String written = written(config, name);
        // An expression that the server leaves unchanged is not resolved either.
        if (written != null
                && !written.isBlank()
                && (resolved.isEmpty() || resolved.get().equals(written))) {
            throw new InvalidSettingException(name, written, ALLOWED);
        }
        return resolved;
    }

    /** Returns the resolved value. Some servers throw if it does not resolve, for example if it names itself. */
    private static Optional<String> resolve(Config config, String name) {
        try {
            return config.getOptionalValue(name, String.class);
        } catch (RuntimeException e) {
            throw new InvalidSettingException(name, String.valueOf(written(config, name)), ALLOWED);
        }
    }

    /** Returns the value before resolution, from the source with the highest ordinal, which comes first. */
    private static @Nullable String written(Config config, String name) {
        for (ConfigSource source : config.getConfigSources()) {
            String value = source.getValue(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
