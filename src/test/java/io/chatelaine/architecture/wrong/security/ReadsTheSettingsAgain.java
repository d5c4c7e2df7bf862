package io.chatelaine.architecture.wrong.security;

import io.chatelaine.config.SettingsSnapshot;

/** A class that reads the settings in force in place of those of the request. */
public final class ReadsTheSettingsAgain {
    private ReadsTheSettingsAgain() {}

    public static String realm(SettingsSnapshot settings) {
        return settings.current().realm();
    }
}
