package io.chatelaine.config;

import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Holder of the settings in force. It reads them from MicroProfile Config at the start and again every few seconds. An
 * invalid value stops the start. Later, it is logged once, and the last valid settings stay in force.
 */
@Singleton
public class SettingsSnapshot {
    private static final System.Logger LOG = System.getLogger(SettingsSnapshot.class.getName());

    private volatile @Nullable Settings current;
    private String lastComplaint = "";

    /** Returns a snapshot that does not change, for a JVM without a container. */
    public static SettingsSnapshot of(Settings settings) {
        SettingsSnapshot snapshot = new SettingsSnapshot();
        snapshot.current = settings;
        return snapshot;
    }

    /** Returns one consistent set of settings, by a volatile read. */
    public Settings current() {
        Settings settings = current;
        if (settings == null) {
            throw new IllegalStateException("the settings are not read yet");
        }
        return settings;
    }

    /** @throws InvalidSettingException to stop the start */
    void start() {
        Config config = ConfigProvider.getConfig();
        Settings read = read(config);
        current = read;
        for (String name : UnknownSettings.find(
                read.tiers(), config.getPropertyNames(), System.getenv().keySet())) {
            LOG.log(Level.WARNING, "{0} is not a setting of Chatelaine and has no effect", name);
        }
    }

    void refresh(Iterable<SettingsCheck> checks) {
        try {
            Settings read = read(ConfigProvider.getConfig());
            if (!read.equals(current)) {
                checks.forEach(check -> check.check(read));
                current = read;
                LOG.log(Level.INFO, "The settings changed and are in force");
            }
            lastComplaint = "";
        } catch (InvalidSettingException e) {
            String complaint = String.valueOf(e.getMessage());
            if (!complaint.equals(lastComplaint)) {
                LOG.log(Level.ERROR, "{0}. The last good settings stay in force", complaint);
            }
            lastComplaint = complaint;
        }
    }

    private static Settings read(Config config) {
        return SettingsReader.read(name -> WrittenValue.of(config, name));
    }
}
