package io.chatelaine.config;

/** Invalid value of a setting. The message names the setting, the value and the values allowed. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String name, String value, String allowed) {
        super(name + " is \"" + value + "\"; allowed: " + allowed);
    }
}
