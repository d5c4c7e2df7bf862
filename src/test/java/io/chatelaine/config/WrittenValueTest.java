package io.chatelaine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenValueTest {
    private static final String NAME = "chatelaine.environment.test";

    private record Source(Map<String, String> getProperties, int getOrdinal) implements ConfigSource {
        @Override
        public Map<String, String> getProperties() {
            return getProperties;
        }

        @Override
        public Set<String> getPropertyNames() {
            return getProperties.keySet();
        }

        @Override
        public int getOrdinal() {
            return getOrdinal;
        }

        @Override
        public @Nullable String getValue(String name) {
            return getProperties.get(name);
        }

        @Override
        public String getName() {
            return "source " + getOrdinal;
        }
    }

    /** Returns the configuration of a server with these sources, the first of which counts. */
    private static Config config(Optional<String> resolved, String... written) {
        List<ConfigSource> sources = List.of(written).stream()
                .<ConfigSource>map(value -> new Source(value.equals("-") ? Map.of() : Map.of(NAME, value), 100))
                .toList();
        return (Config) Proxy.newProxyInstance(
                Config.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (proxy, asked, arguments) -> switch (asked.getName()) {
                    case "getConfigSources" -> sources;
                    case "getOptionalValue" -> resolved;
                    default -> throw new UnsupportedOperationException(asked.toString());
                });
    }

    @Test
    void resolvedValueCounts() {
        assertThat(WrittenValue.of(config(Optional.of("reject"), "${MODE}", "accept"), NAME))
                .contains("reject");
    }

    @Test
    void absentAndEmptyValuesAreNotSet() {
        assertThat(WrittenValue.of(config(Optional.empty(), "-"), NAME)).isEmpty();
        assertThat(WrittenValue.of(config(Optional.empty(), "-", ""), NAME)).isEmpty();
        assertThat(WrittenValue.of(config(Optional.empty(), " ", "x"), NAME)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${NOPE}", "a ${NOPE}", "${NOPE:}", "${${NOPE}}"})
    void valueThatDoesNotResolveIsInvalid(String written) {
        for (Optional<String> resolved : List.of(Optional.<String>empty(), Optional.of(written))) {
            assertThatExceptionOfType(InvalidSettingException.class)
                    .isThrownBy(() -> WrittenValue.of(config(resolved, "-", written, "accept"), NAME))
                    .withMessage(NAME + " is \"" + written
                            + "\"; allowed: a value in which each ${…} names a property or variable that is set");
        }
    }

    @Test
    void escapedDollarStays() {
        assertThat(WrittenValue.of(config(Optional.of("${x}"), "\\${x}"), NAME)).contains("${x}");
    }
}
