package io.chatelaine.account;

import org.jspecify.annotations.Nullable;

/** Name of an account in a path: 1 to 64 of a-z, 0-9 and single inner hyphens. */
public final class Slug {
    private static final int LONGEST = 64;

    private Slug() {}

    public static boolean is(@Nullable String slug) {
        if (slug == null || slug.isEmpty() || slug.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < slug.length(); i++) {
            char c = slug.charAt(i);
            boolean inner = c == '-' && i > 0 && i < slug.length() - 1 && slug.charAt(i - 1) != '-';
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && !inner) {
                return false;
            }
        }
        return true;
    }
}
