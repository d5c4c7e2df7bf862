package io.chatelaine.config;

/** Check of settings against other data, for example against the rows of the database. */
public interface SettingsCheck {
    /**
     * Checks settings before they take effect.
     *
     * @throws InvalidSettingException if they are invalid
     */
    void check(Settings settings);
}
