package io.chatelaine.management;

import io.chatelaine.config.Settings;
import io.chatelaine.config.TestKeyPolicy;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scopes;
import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.FieldErrors;
import io.chatelaine.request.InvalidRequestException;
import io.chatelaine.request.MissingScopeException;
import io.chatelaine.restriction.Restrictions;
import io.chatelaine.restriction.RestrictionsPatch;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Turns what a client asks for into a key that can be made, or a patch that can be, or says all that is wrong with it. */
public final class KeyRequestCheck {
    private static final String USE = "say what the key is for";

    private final Settings settings;
    private final Instant now;
    private final FieldErrors errors;

    /** @param now by the database's clock */
    public KeyRequestCheck(Settings settings, Instant now) {
        this.settings = settings;
        this.now = now;
        this.errors = new FieldErrors(settings);
    }

    /**
     * @throws InvalidRequestException naming each member that cannot be
     * @throws MissingScopeException where the caller lacks a scope that it asks for
     * @throws BeyondCallerException where a test key asks for a live one, or a restricted one for what it may not do
     */
    public NewKey check(KeyRequest asked, Caller caller) {
        String name = errors.name(asked.name(), USE);
        Environment environment = environment(asked.environment(), caller.environment());
        String tier = tier(asked.tier());
        Scopes scopes = asked.scopes() == null ? settings.defaultScopes() : errors.scopes(asked.scopes());
        Instant expiresAt = errors.expiresAt(asked.expiresAt(), now);
        RestrictionsPatch restrictions = errors.restrictions(asked.restrictions());
        errors.finish();
        if (!caller.scopes().include(scopes.list())) {
            throw new MissingScopeException(scopes);
        }
        if (!caller.sees(environment)) {
            throw new BeyondCallerException("A test key can make test keys only.");
        }
        Restrictions own = restrictions == null ? Restrictions.NONE : restrictions.on(Restrictions.NONE);
        return new NewKey(
                name, environment, tier, scopes, caller.atMost(expiresAt), caller.atMost(own), false, null, null);
    }

    /** @throws InvalidRequestException naming each member that cannot be */
    public KeyPatch check(KeyPatchRequest asked) {
        KeyPatch patch = new KeyPatch(
                asked.name() == null ? null : errors.name(asked.name(), USE),
                asked.scopes() == null ? null : errors.scopes(asked.scopes()),
                asked.enabled(),
                asked.expiry(),
                errors.expiresAt(asked.expiresAt(), now),
                errors.restrictions(asked.restrictions()));
        errors.finish();
        return patch;
    }

    /** @throws InvalidRequestException for what is none */
    Duration grace(@Nullable String text) {
        Duration grace = errors.grace(text);
        errors.finish();
        return grace;
    }

    private Environment environment(@Nullable String text, Environment byDefault) {
        if (text == null) {
            return byDefault;
        }
        Environment environment = Environment.of(text).orElse(null);
        if (environment == null) {
            errors.error("environment", "is neither live nor test");
            return byDefault;
        }
        if (environment == Environment.TEST && settings.testKeys() == TestKeyPolicy.REJECT) {
            errors.error("environment", "test keys are not accepted by this server");
        }
        return environment;
    }

    private @Nullable String tier(@Nullable String tier) {
        if (tier != null && !settings.tiers().contains(tier)) {
            errors.error("tier", settings.tiers().isEmpty() ? "there are no tiers" : "is none of " + settings.tiers());
        }
        return tier != null || settings.tiers().isEmpty()
                ? tier
                : settings.tiers().get(0);
    }
}
