package io.chatelaine.incontainer;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** A config source without settings that counts how often they are read: each reading reads the header precedence. */
public final class ReadingsSource implements ConfigSource {
    private static final AtomicInteger READINGS = new AtomicInteger();

    /** Returns the readings since the application started. */
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
