package io.chatelaine.key;

import java.util.Locale;

/** Where a key is in its life. Revoked is final and outweighs the rest, then expired, then disabled. */
public enum KeyStatus {
    ACTIVE,
    DISABLED,
    EXPIRED,
    REVOKED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
