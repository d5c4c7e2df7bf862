package io.chatelaine.key;

import java.util.Locale;

/** The status of a key. Revoked is final and takes precedence over expired, expired over disabled. */
public enum KeyStatus {
    ACTIVE,
    DISABLED,
    EXPIRED,
    REVOKED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
