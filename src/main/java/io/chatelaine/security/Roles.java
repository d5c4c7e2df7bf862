package io.chatelaine.security;

/** The names that {@code @RolesAllowed} uses; each is a scope, but {@link #KEY}. */
public final class Roles {
    /** Every verified key has it. */
    public static final String KEY = "key";

    public static final String KEYS_READ = "keys:read";
    public static final String KEYS_WRITE = "keys:write";
    public static final String ADMIN = "admin";
    public static final String METRICS_READ = "metrics:read";

    private Roles() {}
}
