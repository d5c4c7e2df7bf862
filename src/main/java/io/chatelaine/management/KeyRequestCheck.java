package io.chatelaine.management;

import io.chatelaine.config.Settings;
import io.chatelaine.config.TestKeyPolicy;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scopes;
import io.chatelaine.management.KeyChange.KeyPatch;
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

/** Check of a request for a new key or a patch. It reports all errors at once. */
public final class KeyRequestCheck {
    private static final String USE = "say what the key is for";

    private final Settings settings;
    private final Instant now;
    private final FieldErrors errors;

    /** @param now the time by the database's clock */
    public KeyRequestCheck(Settings settings, Instant now) {
        this.settings = settings;
        this.now = now;
        this.errors = new FieldErrors(settings);
    }

    /**
     * Checks a request for a new key.
     *
     * @throws InvalidRequestException naming each invalid member
     * @throws MissingScopeException if the caller lacks a requested scope
     * @throws BeyondCallerException if a test key requests a live key, or the restrictions have nothing in common with
     *     the caller's
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
            throw new BeyondCallerException("A test key can issue test keys only. Use a live key.");
        }
        Restrictions own = restrictions == null ? Restrictions.NONE : restrictions.on(Restrictions.NONE);
        return new NewKey(
                name, environment, tier, scopes, caller.atMost(expiresAt), caller.atMost(own), false, null, null);
    }

    /** @throws InvalidRequestException naming each invalid member */
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

    /** @throws InvalidRequestException if the text is absent or not a valid grace */
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
            errors.error("environment", "must be live or test");
            return byDefault;
        }
        if (environment == Environment.TEST && settings.testKeys() == TestKeyPolicy.REJECT) {
            errors.error("environment", "must be live: this server does not accept test keys");
        }
        return environment;
    }

    private @Nullable String tier(@Nullable String tier) {
        if (tier != null && !settings.tiers().contains(tier)) {
            errors.error(
                    "tier",
                    settings.tiers().isEmpty()
                            ? "must be absent: this server has no tiers"
                            : "must be one of: " + String.join(", ", settings.tiers()));
        }
        return tier != null || settings.tiers().isEmpty()
                ? tier
                : settings.tiers().get(0);
    }
}
