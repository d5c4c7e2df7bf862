package io.chatelaine.config;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** A config source above the properties file of the archive. {@link HeaderStyleServlet} sets its values. */
public final class HeaderStyleSource implements ConfigSource {
    private static volatile Map<String, String> values = Map.of();

    static void set(Map<String, String> properties) {
        values = Map.copyOf(properties);
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public int getOrdinal() {
        return 1000;
    }

    @Override
    public @Nullable String getValue(String name) {
        return values.get(name);
    }

    @Override
    public String getName() {
        return "header styles";
    }
}
