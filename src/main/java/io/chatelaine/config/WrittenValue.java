package io.chatelaine.config;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * A property of MicroProfile Config that means what it says. MicroProfile Config takes a value that names a property which is
 * not set for no value at all: a server would start in a laxer mode than its administrator wrote.
 */
final class WrittenValue {
    private static final String EXPRESSION = "${";
    private static final String ALLOWED = "a value in which each ${…} names a property or variable that is set";

    private WrittenValue() {}

    /**
     * Returns the value of a property; empty if it is not set, or set to nothing.
     *
     * @throws InvalidSettingException if a value is written that does not resolve
     */
    static Optional<String> of(Config config, String name) {
        Optional<String> resolved = resolve(config, name);
        if (resolved.isPresent() && !resolved.get().contains(EXPRESSION)) {
            return resolved;
        }
        String written = written(config, name);
        // A server that leaves an expression as it is has not resolved it either.
        if (written != null
                && !written.isBlank()
                && (resolved.isEmpty() || resolved.get().equals(written))) {
            throw new InvalidSettingException(name, written, ALLOWED);
        }
        return resolved;
    }

    /** A server may also throw at what it cannot resolve, for example an expression that names itself. */
    private static Optional<String> resolve(Config config, String name) {
        try {
            return config.getOptionalValue(name, String.class);
        } catch (RuntimeException e) {
            throw new InvalidSettingException(name, String.valueOf(written(config, name)), ALLOWED);
        }
    }

    /** The source with the highest ordinal comes first, and its value counts. */
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
