package io.chatelaine.incontainer;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** A source of no setting that counts how often the settings are read: each reading asks for the precedence of headers. */
public final class ReadingsSource implements ConfigSource {
    private static final AtomicInteger READINGS = new AtomicInteger();

    /** Readings since the application started. */
    public static int readings() {
        return READINGS.get();
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public int getOrdinal() {
        return 1000;
    }

    @Override
    public @Nullable String getValue(String name) {
        if (name.equals("chatelaine.header.precedence")) {
            READINGS.incrementAndGet();
        }
        return null;
    }

    @Override
    public String getName() {
        return "readings";
    }
}
