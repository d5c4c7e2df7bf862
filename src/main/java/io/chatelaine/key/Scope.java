package io.chatelaine.key;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A permission, for example {@code keys:read}: {@code [a-z][a-z0-9-]*(:[a-z0-9-]+)*}, at most 64 characters. It is also
 * a Jakarta Security role.
 */
public record Scope(String text) implements Serializable, Comparable<Scope> {
    private static final long serialVersionUID = 1L;

    public static final int LONGEST = 64;
    /** The most scopes of a key. */
    public static final int MOST = 32;

    /** Includes every other scope. */
    public static final Scope ADMIN = new Scope("admin");

    /** Allows to issue, change, rotate and revoke the keys of an account. */
    public static final Scope KEYS_WRITE = new Scope("keys:write");

    /** The scopes that Chatelaine's own resources require. */
    public static final List<Scope> OWN = List.of(
            new Scope("keys:read"),
            KEYS_WRITE,
            new Scope("keys:verify"),
            new Scope("audit:read"),
            new Scope("metrics:read"),
            ADMIN);

    public Scope {
        if (!isScope(text)) {
            throw new IllegalArgumentException("not a scope");
        }
    }

    /** Returns the scope of a text; empty if the text is invalid. */
    public static Optional<Scope> of(String text) {
        return isScope(text) ? Optional.of(new Scope(text)) : Optional.empty();
    }

    private static boolean isScope(String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.charAt(0) < 'a' || text.charAt(0) > 'z') {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
            boolean colon = c == ':' && text.charAt(i - 1) != ':' && i < text.length() - 1;
            if (!word && !colon) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(Scope other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
