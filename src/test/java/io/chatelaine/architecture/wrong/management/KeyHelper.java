package io.chatelaine.architecture.wrong.management;

import io.chatelaine.architecture.wrong.api.OpenResource;
import io.chatelaine.key.PlaintextKey;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A class that holds a plaintext key, reads a setting by itself, opens a transaction, has a name without meaning, and has a
 * timer that may throw.
 */
@Stateless
public final class KeyHelper {
    private KeyHelper() {}

    public static String help(PlaintextKey key) {
        return key.reveal() + ConfigProvider.getConfig() + new OpenResource().open();
    }

    @Schedule
    void tick() {
        new OpenResource().open();
    }
}
