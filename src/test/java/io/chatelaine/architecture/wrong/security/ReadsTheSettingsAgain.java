package io.chatelaine.architecture.wrong.security;

import io.chatelaine.config.SettingsSnapshot;
import jakarta.servlet.http.HttpServletRequest;

/** A class that reads the settings in force in place of those of the request, and hides them in an attribute. */
public final class ReadsTheSettingsAgain {
    private ReadsTheSettingsAgain() {}

    public static void realm(SettingsSnapshot settings, HttpServletRequest request) {
        request.setAttribute("realm", settings.current().realm());
    }
}
