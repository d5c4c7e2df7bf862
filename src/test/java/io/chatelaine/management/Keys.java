package io.chatelaine.management;

import io.chatelaine.audit.Actor;
import io.chatelaine.audit.AuditContext;
import io.chatelaine.config.TestSettings;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.request.Caller;
import io.chatelaine.restriction.Restrictions;
import java.lang.reflect.Field;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys and callers for tests. Columns that only the database changes are set by reflection. */
public final class Keys {
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456Z");

    private Keys() {}

    static Scopes scopes(String... names) {
        return new Scopes(Arrays.stream(names).map(Scope::new).toList());
    }

    static Caller caller(Environment environment, Scopes scopes, @Nullable Instant expiresAt) {
        return new Caller(
                "acc_1",
                environment,
                scopes,
                expiresAt,
                Restrictions.NONE,
                TestSettings.of(),
                new AuditContext(Actor.key("key_1"), null, null));
    }

    public static Caller admin() {
        return caller(Environment.LIVE, new Scopes(List.of(Scope.ADMIN)), null);
    }

    public static ApiKey key(@Nullable Instant expiresAt) {
        NewKey asked = new NewKey("a key", Environment.LIVE, null, scopes("keys:read"), expiresAt);
        return new ApiKey(
                "key_2",
                "acc_1",
                asked,
                TestSettings.of().format().generate(Environment.LIVE, new SecureRandom()),
                "key_1",
                NOW);
    }

    public static Restrictions restrictions(String... lines) {
        return Restrictions.parse(lines.length == 0 ? "" : String.join("\n", lines) + '\n');
    }

    public static Caller restricted(String... lines) {
        Caller admin = admin();
        return new Caller(
                admin.accountId(),
                admin.environment(),
                admin.scopes(),
                null,
                restrictions(lines),
                admin.settings(),
                admin.context());
    }

    public static ApiKey restricted(ApiKey key, String... lines) {
        set(key, "restrictions", restrictions(lines));
        return key;
    }

    public static ApiKey revoked(ApiKey key, Instant at) {
        set(key, "revokedAt", at);
        return key;
    }

    public static ApiKey disabled(ApiKey key) {
        set(key, "enabled", false);
        return key;
    }

    private static void set(ApiKey key, String column, Object value) {
        try {
            Field field = ApiKey.class.getDeclaredField(column);
            field.setAccessible(true);
            field.set(key, value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
