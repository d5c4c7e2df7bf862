package io.chatelaine.config;

import static io.chatelaine.config.Setting.*;

import io.chatelaine.config.BrowserSettings.PreflightPolicy;
import io.chatelaine.config.CredentialSettings.Precedence;
import io.chatelaine.config.CredentialSettings.QueryPolicy;
import io.chatelaine.config.GatewaySettings.GatewayDialect;
import io.chatelaine.config.Settings.AccountBounds;
import io.chatelaine.key.Alphabet;
import io.chatelaine.key.KeyFormat;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads all settings into one valid snapshot. */
final class SettingsReader {
    static final String LENGTHS_ALLOWED =
            "28 (hex: 38; without a checksum: 22, hex: 32) to 128, so that a key holds 128 random bits";
    static final String SCOPES_ALLOWED =
            "names of the form [a-z][a-z0-9-]*(:[a-z0-9-]+)*, at most 64 characters, but not key, env:… and tier:…,"
                    + " which are roles of keys";

    private static final String ALL_OF_APPLICATION = "*";

    private SettingsReader() {}

    /**
     * @param explicit the value that the administrator gave to a property; a blank one counts as absent
     * @throws InvalidSettingException for the first invalid value
     */
    static Settings read(Function<String, Optional<String>> explicit) {
        Function<String, Optional<String>> given =
                property -> explicit.apply(property).map(String::trim).filter(value -> !value.isEmpty());
        String preset = given.apply(PRESET.property()).orElse(PRESET.byDefault());
        SettingReader properties = new SettingReader(given, Presets.read(preset));
        KeyFormat format = format(properties);
        List<Scope> applicationScopes = scopes(properties);
        List<String> tiers = TierReader.names(properties);
        return new Settings(
                credentials(properties, format.prefix()),
                properties.text(REALM),
                format,
                properties.word(TEST_KEYS, TestKeyPolicy.class),
                gateways(properties),
                browsers(properties),
                new ProtectedPaths(properties.list(PROTECTED_PATHS)),
                applicationScopes,
                defaultScopes(properties, applicationScopes),
                tiers,
                TierReader.read(properties, tiers),
                wording(properties),
                properties.unlessNone(ROTATION_MAX_AGE).map(Duration::parse),
                properties.unlessNone(USAGE_KEEP).map(Duration::parse),
                properties.unlessNone(KEEP_REFUSALS).map(Duration::parse),
                accounts(properties),
                properties.number(MAX_CHANGES),
                unlessEmpty(properties.text(ADMIN_KEY_FILE))
                        .map(path -> Path.of(path).toAbsolutePath()),
                properties.flag(ADMIN_REISSUE),
                properties.flag(ALLOW_VOLATILE),
                properties.flag(EXIT_IF_DATABASE_CLOSED));
    }

    private static CredentialSettings credentials(SettingReader properties, String keyPrefix) {
        boolean bearer = properties.flag(BEARER);
        boolean xApiKey = properties.flag(X_API_KEY);
        if (!bearer && !xApiKey) {
            throw new InvalidSettingException(
                    BEARER.property() + " and " + X_API_KEY.property(),
                    "false",
                    "true for at least one of the two, so that a request can carry a key");
        }
        Set<String> queryNames = properties.list(QUERY_NAMES).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        return new CredentialSettings(
                bearer,
                xApiKey,
                properties.text(X_API_KEY_NAME),
                properties.word(PRECEDENCE, Precedence.class),
                properties.word(QUERY_POLICY, QueryPolicy.class),
                queryNames,
                keyPrefix);
    }

    private static AccountBounds accounts(SettingReader properties) {
        return new AccountBounds(
                properties.unlessNone(ACCOUNT_MAX_KEYS).map(Integer::valueOf), properties.number(ACCOUNT_MAX_CHANGES));
    }

    private static GatewaySettings gateways(SettingReader properties) {
        return new GatewaySettings(
                properties.word(DIALECT, GatewayDialect.class), TrustedProxies.of(properties.list(TRUSTED_PROXIES)));
    }

    private static BrowserSettings browsers(SettingReader properties) {
        return new BrowserSettings(properties.word(PREFLIGHT, PreflightPolicy.class), properties.list(CORS_ORIGINS));
    }

    private static KeyFormat format(SettingReader properties) {
        String prefix = properties.text(KEY_PREFIX);
        Alphabet alphabet = properties.word(KEY_ALPHABET, Alphabet.class);
        boolean checksum = properties.flag(KEY_CHECKSUM);
        int least = leastLength(alphabet, checksum);
        String allowed = least + " to " + KeyFormat.LONGEST_BODY + ", so that a key holds 128 random bits";
        int length = properties.number(KEY_LENGTH, SettingType.number(least, KeyFormat.LONGEST_BODY, allowed));
        return new KeyFormat(prefix, alphabet, length, checksum);
    }

    private static int leastLength(Alphabet alphabet, boolean checksum) {
        int length = 1;
        while (KeyFormat.randomBits(alphabet, length, checksum) < KeyFormat.LEAST_RANDOM_BITS) {
            length++;
        }
        return length;
    }

    private static List<Scope> scopes(SettingReader properties) {
        return properties.list(SCOPES).stream()
                .distinct()
                .map(Scope::new)
                .filter(scope -> !Scope.OWN.contains(scope))
                .toList();
    }

    private static Scopes defaultScopes(SettingReader properties, List<Scope> ofApplication) {
        List<Scope> known = Settings.allScopes(ofApplication);
        String allowed = "at most " + Scope.MOST + " of " + known + ", or " + ALL_OF_APPLICATION + " for all of "
                + SCOPES.property();
        SettingType type = SettingType.list(
                allowed, name -> Scope.of(name).filter(known::contains).isPresent());
        String value = properties.text(DEFAULT_SCOPES);
        Scopes scopes = new Scopes(
                value.equals(ALL_OF_APPLICATION)
                        ? ofApplication
                        : properties.list(DEFAULT_SCOPES, type).stream()
                                .map(Scope::new)
                                .toList());
        if (scopes.list().size() > Scope.MOST) {
            throw new InvalidSettingException(DEFAULT_SCOPES.property(), value, allowed);
        }
        return scopes;
    }

    private static Wording wording(SettingReader properties) {
        return new Wording(
                properties.flag(ERROR_MEMBER),
                unlessEmpty(properties.text(FORBIDDEN_TITLE)),
                properties.flag(LAST_USED_AT));
    }

    private static Optional<String> unlessEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Checks that a text is a scope, and not one of the other roles of a key. */
    static boolean isFree(String scope) {
        return Scope.of(scope).isPresent()
                && !scope.equals("key")
                && !scope.startsWith("env:")
                && !scope.startsWith("tier:");
    }

    static boolean isTitle(String title) {
        return title.length() <= 100 && title.chars().noneMatch(Character::isISOControl);
    }

    static boolean isRealm(String realm) {
        return realm.length() <= 64 && realm.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
    }

    static boolean isPath(String text) {
        try {
            return Path.of(text).toAbsolutePath().isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
