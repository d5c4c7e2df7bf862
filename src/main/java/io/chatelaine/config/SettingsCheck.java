package io.chatelaine.config;

/** A condition of settings that they cannot tell by themselves, for example one on what the database holds. */
public interface SettingsCheck {
    /**
     * Checks settings before they are in force.
     *
     * @throws InvalidSettingException if they cannot be in force
     */
    void check(Settings settings);
}
