package io.chatelaine.verification;

import io.chatelaine.key.Environment;
import io.chatelaine.key.Scopes;
import io.chatelaine.restriction.Restrictions;
import org.jspecify.annotations.Nullable;

/** Verified keys of the account acme. */
public final class VerifiedKeys {
    private VerifiedKeys() {}

    public static VerifiedKey key(Environment environment, @Nullable String tier, String scopes) {
        return named("k", environment, tier, scopes);
    }

    public static VerifiedKey named(String name, Environment environment, @Nullable String tier, String scopes) {
        return new VerifiedKey(
                "key_1",
                name,
                environment,
                tier,
                Scopes.parse(scopes),
                Restrictions.NONE,
                null,
                false,
                "acc_1",
                "acme",
                "Acme",
                "key_1");
    }
}
